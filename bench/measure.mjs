import { load, percentile } from './http-load.mjs'

/**
 * Rates of one thing, measured a slice of `seconds` at a time between slices of the others: what else the machine does hits all
 * alike. `request(n)` gives the bytes of the n-th request of all slices; `target(n)`, or `target`, where it goes.
 */
export class Measure {
  latencies = []
  seconds = 0
  first
  #sent = 0

  constructor(name, options) {
    Object.assign(this, { name, options })
  }

  async slice() {
    const { target, request, seconds, ...others } = this.options
    const { latencies, seconds: passed, first, statuses, sample } = await load({
      ...others,
      target: typeof target === 'function' ? (number) => target(this.#sent + number) : target,
      request: (number) => request(this.#sent + number),
      seconds,
      warmupSeconds: 0,
    })
    this.#sent += latencies.length
    if (latencies.length === 0) return
    if (Object.keys(statuses).join() !== '200') throw new Error(`${this.name}: ${JSON.stringify(statuses)}\n${sample.slice(0, 600)}`)
    this.first ??= first
    this.sample = sample
    this.latencies.push(...latencies)
    this.seconds += passed
  }

  /** A slice that does not count. */
  async warmUp() {
    await this.slice()
    this.latencies = []
    this.seconds = 0
  }

  get rate() {
    return this.latencies.length / this.seconds
  }

  /** In milliseconds. */
  get p99() {
    return percentile(this.latencies.toSorted((one, other) => one - other), 0.99)
  }

  line() {
    return `${this.rate.toFixed(0)}/s  p99 ${this.p99.toFixed(1)} ms  first ${this.first.toFixed(1)} ms`
  }
}
