/**
 * The one movable clock. Real time plus an offset that every process learns from the store.
 * It does no I/O and knows nothing of where the offset is kept.
 */
export interface Clock {
  /** The simulated time. */
  now(): Date
  /** The simulated time in epoch milliseconds, without allocating. */
  nowMilliseconds(): number
  /** How far simulated time is ahead of real time. */
  readonly offsetMilliseconds: number
  /** Takes over the offset that the store holds. */
  setOffset(offsetMilliseconds: number): void
}

class OffsetClock implements Clock {
  #offsetMilliseconds: number

  constructor(offsetMilliseconds: number) {
    this.#offsetMilliseconds = offsetMilliseconds
  }

  now(): Date {
    return new Date(this.nowMilliseconds())
  }

  nowMilliseconds(): number {
    return Date.now() + this.#offsetMilliseconds
  }

  get offsetMilliseconds(): number {
    return this.#offsetMilliseconds
  }

  setOffset(offsetMilliseconds: number): void {
    this.#offsetMilliseconds = offsetMilliseconds
  }
}

/** A clock that starts at real time plus the given offset. */
export const createClock = (offsetMilliseconds = 0): Clock => new OffsetClock(offsetMilliseconds)

/** Real time in epoch milliseconds, for what must not follow the simulated clock: benchmarks, timeouts, moving the clock itself. */
export const realNowMilliseconds = (): number => Date.now()

/** Cuts to whole seconds, the precision of IAM and STS dates. */
export const wholeSeconds = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000)

export const addSeconds = (date: Date, seconds: number): Date => new Date(date.getTime() + seconds * 1000)

/** Formats to a precision and remembers the last text: what happens together says the same. */
const remembering = (precisionMilliseconds: number, format: (date: Date) => string): ((date: Date) => string) => {
  let lastTime: number | undefined
  let lastText = ''
  return (date) => {
    const time = Math.floor(date.getTime() / precisionMilliseconds)
    if (time !== lastTime) {
      lastText = format(date)
      lastTime = time
    }
    return lastText
  }
}

/** ISO 8601 in UTC to the second, such as `2026-02-24T15:23:21Z`. */
export const isoSeconds = remembering(1000, (date) => `${date.toISOString().slice(0, 19)}Z`)

/** ISO 8601 in UTC to the millisecond. */
export const isoMilliseconds = remembering(1, (date) => date.toISOString())

/** As HTTP writes it, such as `Tue, 24 Feb 2026 15:23:21 GMT`. */
export const utcText = remembering(1000, (date) => date.toUTCString())
