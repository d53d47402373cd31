import type { Clock } from '@rolecall/clock'
import type { AccountState } from './accounts.ts'
import { BatchReader } from './batch-reader.ts'
import type { Database } from './database.ts'
import type { AccountKey } from './scope.ts'

export interface Freshness {
  /** Undefined for an account that does not exist yet. */
  version: number | undefined
  epoch: number
  /** Its organization's policies bind the account. */
  isInOrganization: boolean
}

/** Whether what was read of an account at the one still holds at the other. */
export const isSameFreshness = (one: Freshness, other: Freshness | undefined): boolean => one.version === other?.version && one.epoch === other?.epoch

interface FreshnessRow {
  offset: number
  epoch: number
  partition: string | null
  id: string | null
  version: number | null
  is_in_organization: boolean
}

const maximumKnown = 10_000

const statement = {
  name: 'freshness',
  text: `SELECT s.offset_milliseconds::float8 AS offset, s.epoch, a.partition, a.id, a.version::float8 AS version,
      a.organization IS NOT NULL AS is_in_organization
    FROM settings s LEFT JOIN accounts a ON a.id = ANY($1) WHERE s.id = 1`,
}

/**
 * Reads account versions for requests, many in one query. A request is answered by a query that began after it asked,
 * so what it learns is never older than the request; requests that arrive while a query runs share the next one.
 * Each query also sets the clock to the offset in the store.
 */
export class FreshnessReader {
  readonly #database: Database
  readonly #clock: Clock
  readonly #isExclusive: boolean
  readonly #known = new Map<string, Freshness>()
  #changeCount = 0
  readonly #batches = new BatchReader<AccountKey, Freshness>((keys) => this.#query(keys))

  /**
   * Where nobody but this process writes to the database, what was read holds until one of our own transactions changes it,
   * and requests need not ask again.
   */
  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
    this.#isExclusive = database.held !== undefined
  }

  /** Something that freshness tells of was changed; called before the change is answered. */
  forget(): void {
    this.#changeCount += 1
    this.#known.clear()
  }

  /** What holds without reading; undefined where it has to be read. */
  known(key: AccountKey): Freshness | undefined {
    return this.#isExclusive ? this.#known.get(`${key.partition}/${key.account}`) : undefined
  }

  /** The account's state, where that holds without reading. */
  knownState(key: AccountKey): AccountState | undefined {
    const known = this.known(key)
    return known?.version === undefined ? undefined : { version: known.version, isInOrganization: known.isInOrganization }
  }

  read(key: AccountKey): Promise<Freshness> {
    const known = this.known(key)
    return known === undefined ? this.#batches.ask(key) : Promise.resolve(known)
  }

  async #query(keys: readonly AccountKey[]): Promise<(key: AccountKey) => Freshness> {
    const changeCount = this.#changeCount
    const accounts = [...new Set(keys.map(({ account }) => account))]
    const { rows } = await this.#database.pool.query<FreshnessRow>({ ...statement, values: [accounts] })
    const settings = rows[0]
    if (settings === undefined) throw new Error('The settings row is missing: the database was not migrated.')
    this.#clock.setOffset(settings.offset)
    return (key) => {
      const row = rows.find((candidate) => candidate.id === key.account && candidate.partition === key.partition)
      const freshness = { version: row?.version ?? undefined, epoch: settings.epoch, isInOrganization: row?.is_in_organization ?? false }
      // What was read while something changed may be older than the change, and must not be kept.
      if (changeCount === this.#changeCount && this.#isExclusive && this.#known.size < maximumKnown) this.#known.set(`${key.partition}/${key.account}`, freshness)
      return freshness
    }
  }
}
