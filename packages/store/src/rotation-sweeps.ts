import type { Connection } from './connection.ts'

// Real time, as the database has it: the processes that write and read this may be on different machines.
const note = {
  name: 'rotation-sweeps-note',
  text: 'INSERT INTO rotation_sweeps (id, swept_at) VALUES (1, clock_timestamp()) ON CONFLICT (id) DO UPDATE SET swept_at = EXCLUDED.swept_at',
}
const age = { name: 'rotation-sweeps-age', text: 'SELECT extract(epoch FROM clock_timestamp() - swept_at)::float8 AS seconds FROM rotation_sweeps' }

/** When rotation last looked for what is due: by this operators see whether a worker is at work. */
export class RotationSweeps {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async note(): Promise<void> {
    await this.#connection.rows(note, [])
  }

  /** Real seconds since the last sweep of any worker; undefined before the first. */
  async secondsAgo(): Promise<number | undefined> {
    const [row] = await this.#connection.rows<{ seconds: number }>(age, [])
    return row && Math.max(0, row.seconds)
  }
}
