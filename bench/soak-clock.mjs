// Simulated time as the soak test drives it: it flows many times as fast as real time, and jumps.
import { setTimeout as delay } from 'node:timers/promises'

const outageAttempts = 40
const pauseMilliseconds = 250

/** Between `low` and `high` lies the simulated time, in epoch milliseconds; they differ while the clock is being moved. */
export class SoakClock {
  #offset = 0
  #next = 0
  #isMoving = false
  /** Grows with every jump. */
  jumps = 0

  constructor(cloud) {
    this.cloud = cloud
  }

  range() {
    const now = Date.now()
    return { low: now + Math.min(this.#offset, this.#next), high: now + Math.max(this.#offset, this.#next), jumps: this.jumps }
  }

  /** Time passes: every process learns of it from the store, by itself. */
  async flow(milliseconds) {
    if (this.#isMoving) return
    this.#next = this.#offset + milliseconds
    try {
      await this.cloud.database.pool.query('UPDATE settings SET offset_milliseconds = $1', [Math.round(this.#next)])
      this.#offset = this.#next
    } catch {
      // Postgres is down; it is not known whether the change was made, so the next one begins where this one did.
    }
  }

  /** Whoever meets an outage, such as a Postgres that is still recovering, tries again: the time is given, not a distance. */
  async #moveTo(offset) {
    for (let attempt = 1; ; attempt += 1) {
      const body = JSON.stringify({ now: new Date(Date.now() + offset).toISOString() })
      const answer = await fetch(`${this.cloud.replicas[0].endpoint}/_rolecall/clock`, { method: 'POST', body }).catch(() => undefined)
      if (answer?.ok) return (await answer.json()).offsetSeconds * 1000
      if (attempt === outageAttempts) throw new Error(`The clock cannot be moved: ${await answer?.text()}`)
      await delay(pauseMilliseconds)
    }
  }

  /** Moves the clock by the admin API, as a user does. */
  async jump(seconds) {
    this.#isMoving = true
    this.jumps += 1
    this.#next = this.#offset + seconds * 1000
    this.#offset = await this.#moveTo(this.#next)
    this.#next = this.#offset
    this.jumps += 1
    this.#isMoving = false
  }
}
