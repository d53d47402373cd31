import type { Connection, PreparedStatement } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** What users, groups, roles, policies and instance profiles have in common. */
export interface NamedEntity {
  id: string
  partition: string
  account: string
  /** As given; look-ups ignore its case. */
  name: string
  path: string
  createdAt: Date
}

/** A stretch of a list ordered by name. */
export interface NamePage {
  pathPrefix: string
  /** The last name of the page before; empty for the first page. */
  afterName: string
  limit: number
}

/** What became of an entity that was to be added. */
export type Addition = 'added' | 'taken' | 'full'

interface Column {
  member: string
  column: string
  type: string
}

const commonColumns: Record<keyof NamedEntity, string> = {
  id: 'text',
  partition: 'text',
  account: 'text',
  name: 'text',
  path: 'text',
  createdAt: 'timestamptz',
}

const columnName = (member: string): string => member.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const onTaken = 'ON CONFLICT (partition, account, name_key) DO NOTHING'

interface Insertion {
  into: string
  values: string
}

const insertion = (table: string, columns: Column[]): Insertion => ({
  into: `INSERT INTO ${table} (${columns.map(({ column }) => column).join(', ')}, name_key)`,
  values: [...columns.map(({ type }, index) => `$${index + 1}::${type}`), 'lower($4::text)'].join(', '),
})

const addStatement = ({ into, values }: Insertion): string => `${into} VALUES (${values}) ${onTaken} RETURNING 1`

const addWithinStatement = (table: string, { into, values }: Insertion, limit: string): string =>
  // Counting stops at the limit, so that a large account costs no more than a full one.
  `WITH counted AS (
      SELECT count(*)::int AS present FROM (SELECT 1 FROM ${table} WHERE partition = $2 AND account = $3 LIMIT ${limit}) AS own
    ), added AS (${into} SELECT ${values} FROM counted WHERE present < ${limit} ${onTaken} RETURNING 1)
    SELECT present, (SELECT count(*)::int FROM added) AS added FROM counted`

/** The statements of one table whose rows are named within an account. */
export class NamedTable {
  readonly table: string
  readonly columns: Column[]
  readonly find: PreparedStatement
  readonly findMany: PreparedStatement
  readonly list: PreparedStatement
  readonly add: PreparedStatement
  readonly addWithin: PreparedStatement
  readonly remove: PreparedStatement

  /** `own` are the members beyond NamedEntity with their SQL types. */
  constructor(table: string, own: Record<string, string>) {
    const members = Object.entries({ ...commonColumns, ...own })
    this.table = table
    this.columns = members.map(([member, type]) => ({ member, column: columnName(member), type }))
    const select = `SELECT ${this.selected()} FROM ${table}`
    const owner = 'partition = $1 AND account = $2'
    this.find = { name: `${table}-find`, text: `${select} WHERE ${owner} AND name_key = $3` }
    this.findMany = { name: `${table}-find-many`, text: `${select} WHERE id = ANY($1::text[])` }
    this.list = {
      name: `${table}-list`,
      text: `${select} WHERE ${owner} AND starts_with(path, $3::text) AND name > $4::text ORDER BY name LIMIT $5::int`,
    }
    const inserted = insertion(table, this.columns)
    this.add = { name: `${table}-add`, text: addStatement(inserted) }
    this.addWithin = { name: `${table}-add-within`, text: addWithinStatement(table, inserted, `$${this.columns.length + 1}::int`) }
    this.remove = { name: `${table}-remove`, text: `DELETE FROM ${table} WHERE id = $1` }
  }

  /** The columns under their members' names, for statements of the table's own. */
  selected(alias = this.table): string {
    return this.columns.map(({ member, column }) => `${alias}.${column} AS "${member}"`).join(', ')
  }
}

const asValue = (value: unknown, type: string): unknown => (type === 'json' ? JSON.stringify(value) : value)

/** Reading, adding and removing entities of one kind. */
export class NamedEntities<Entity extends NamedEntity> {
  protected readonly connection: Connection
  readonly #table: NamedTable

  constructor(connection: Connection, table: NamedTable) {
    this.connection = connection
    this.#table = table
  }

  /** By name, ignoring case. */
  async find(key: AccountKey, name: string): Promise<Entity | undefined> {
    const [row] = await this.connection.heldRows<Entity & Record<string, unknown>>(this.#table.find, [key.partition, key.account, name.toLowerCase()])
    return row
  }

  async findById(id: string): Promise<Entity | undefined> {
    const [row] = await this.findMany([id])
    return row
  }

  /** By unique ids; those that do not exist are left out. */
  async findMany(ids: string[]): Promise<Entity[]> {
    if (ids.length === 0) return []
    return this.connection.rows<Entity & Record<string, unknown>>(this.#table.findMany, [ids])
  }

  /** By name in code-point order. */
  async list(key: AccountKey, page: NamePage): Promise<Entity[]> {
    const values = [key.partition, key.account, page.pathPrefix, page.afterName, page.limit]
    return this.connection.rows<Entity & Record<string, unknown>>(this.#table.list, values)
  }

  /** Adds the entity unless its name is taken or the account already has `limit` of the kind; the limit may be Infinity. */
  async add(entity: Entity, limit: number): Promise<Addition> {
    const members = new Map<string, unknown>(Object.entries(entity))
    const values = this.#table.columns.map(({ member, type }) => asValue(members.get(member), type))
    if (limit === Infinity) {
      const added = await this.connection.rows(this.#table.add, values)
      return added.length === 1 ? 'added' : 'taken'
    }
    const [row] = await this.connection.rows<{ present: number; added: number }>(this.#table.addWithin, [...values, limit])
    if (row?.added === 1) return 'added'
    if (row !== undefined && row.present < limit) return 'taken'
    return (await this.find(entity, entity.name)) === undefined ? 'full' : 'taken'
  }

  async remove(id: string): Promise<void> {
    await this.connection.rows(this.#table.remove, [id])
  }
}
