import type { Clock } from '@rolecall/clock'

const stepMilliseconds = 30_000
// A code is good a step early and late, as RFC 6238 recommends for transmission and clocks that differ a little.
const tolerance = 1
// Whoever synchronizes a device shows two codes in a row, so its clock may differ by more.
const synchronizingTolerance = 10

/** Reads the codes of a device at the simulated time and, since an authenticator's clock is not moved, at the real time. */
export interface CodeReading {
  /** The device's secret in base32. */
  seed: string
  clock: Clock
}

const codeOf = async (seed: string): Promise<(step: number) => string> => {
  const { Secret, TOTP } = await import('otpauth')
  const totp = new TOTP({ secret: Secret.fromBase32(seed) })
  return (step) => totp.generate({ timestamp: step * stepMilliseconds })
}

const stepsAround = (clock: Clock, distance: number): number[] => {
  const now = clock.nowMilliseconds()
  const moments = [...new Set([now, now - clock.offsetMilliseconds].map((moment) => Math.floor(moment / stepMilliseconds)))]
  return moments.flatMap((step) => Array.from({ length: 2 * distance + 1 }, (_, index) => step - distance + index))
}

/** The step of 30 seconds since 1970 whose code this is (RFC 6238: SHA-1, six digits); undefined for a code that is not good now. */
export const stepOfCode = async (code: string, { seed, clock }: CodeReading): Promise<number | undefined> => {
  const codeAt = await codeOf(seed)
  return stepsAround(clock, tolerance).find((step) => codeAt(step) === code)
}

/** The step of the second of two consecutive codes; undefined when they are not consecutive or not of this time. */
export const stepOfConsecutiveCodes = async (codes: readonly [string, string], { seed, clock }: CodeReading): Promise<number | undefined> => {
  const codeAt = await codeOf(seed)
  const first = stepsAround(clock, synchronizingTolerance).find((step) => codeAt(step) === codes[0] && codeAt(step + 1) === codes[1])
  return first === undefined ? undefined : first + 1
}
