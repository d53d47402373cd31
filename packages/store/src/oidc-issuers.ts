import type { Connection, PreparedStatement } from './connection.ts'

/** An issuer whose keys are here. */
export interface OidcIssuerRecord {
  name: string
  /** What tokens call it; null for an issuer that is known by its path at the edge. */
  url: string | null
  /** The public JWK set. */
  keys: { keys: Record<string, unknown>[] }
  /** The newest private JWK, sealed; null when the keys were registered. */
  signingKey: string | null
  createdAt: Date
}

const selected = 'SELECT name, url, keys, signing_key AS "signingKey", created_at AS "createdAt" FROM oidc_issuers'

const find: PreparedStatement = { name: 'oidc_issuers-find', text: `${selected} WHERE name = $1` }
const lock: PreparedStatement = { name: 'oidc_issuers-lock', text: `${selected} WHERE name = $1 FOR UPDATE` }
const findByUrl: PreparedStatement = { name: 'oidc_issuers-find-by-url', text: `${selected} WHERE url = $1` }
const list: PreparedStatement = { name: 'oidc_issuers-list', text: `${selected} ORDER BY name` }

type Row = OidcIssuerRecord & Record<string, unknown>

const dataOf = (issuer: OidcIssuerRecord) => ({ ...issuer, keys: issuer.keys as never })

/** Issuers that Rolecall signs for, and those whose keys were registered. */
export class OidcIssuers {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(name: string): Promise<OidcIssuerRecord | undefined> {
    const [row] = await this.#connection.heldRows<Row>(find, [name])
    return row
  }

  /** Within a transaction: nobody else changes the issuer before its end. */
  async lock(name: string): Promise<OidcIssuerRecord | undefined> {
    const [row] = await this.#connection.rows<Row>(lock, [name])
    return row
  }

  async findByUrl(url: string): Promise<OidcIssuerRecord | undefined> {
    const [row] = await this.#connection.heldRows<Row>(findByUrl, [url])
    return row
  }

  async list(): Promise<OidcIssuerRecord[]> {
    return this.#connection.rows<Row>(list, [])
  }

  /** Adds the issuer unless its name or URL is taken. */
  async add(issuer: OidcIssuerRecord): Promise<boolean> {
    const { count } = await this.#connection.prisma.oidcIssuer.createMany({ data: [dataOf(issuer)], skipDuplicates: true })
    return count === 1
  }

  async update(name: string, changes: Partial<Pick<OidcIssuerRecord, 'url' | 'keys' | 'signingKey'>>): Promise<void> {
    const { keys, ...others } = changes
    await this.#connection.prisma.oidcIssuer.updateMany({ where: { name }, data: { ...others, ...(keys === undefined ? {} : { keys: keys as never }) } })
  }

  /** Whether there was one. */
  async remove(name: string): Promise<boolean> {
    const { count } = await this.#connection.prisma.oidcIssuer.deleteMany({ where: { name } })
    return count === 1
  }
}
