// Simulated time as the soak test drives it: it flows many times as fast as real time, and jumps.

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

  /** Moves the clock by the admin API, as a user does. */
  async jump(seconds) {
    this.#isMoving = true
    this.jumps += 1
    this.#next = this.#offset + seconds * 1000
    const answer = await fetch(`${this.cloud.replicas[0].endpoint}/_rolecall/clock`, { method: 'POST', body: JSON.stringify({ advanceSeconds: seconds }) })
    if (!answer.ok) throw new Error(`The clock cannot be moved: ${await answer.text()}`)
    this.#offset = (await answer.json()).offsetSeconds * 1000
    this.#next = this.#offset
    this.jumps += 1
    this.#isMoving = false
  }
}
