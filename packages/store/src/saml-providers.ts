import type { Connection, PreparedStatement } from './connection.ts'
import type { Addition } from './named-entities.ts'
import type { Tag } from './principals.ts'
import type { AccountKey } from './scope.ts'

/** A SAML provider that an account trusts. */
export interface SamlProviderRecord extends AccountKey {
  arn: string
  /** Of AWS's making, opaque. */
  uuid: string
  /** The document that was given. */
  metadata: string
  /** What the document says: who signs, and the certificates (PEM) to verify it by. */
  entityId: string
  certificates: string[]
  validUntil: Date
  createdAt: Date
  tags: Tag[]
}

/** A provider without its document, which may be large. */
export type ListedSamlProvider = Omit<SamlProviderRecord, 'metadata'>

export type SamlProviderChanges = Partial<Pick<SamlProviderRecord, 'metadata' | 'entityId' | 'certificates' | 'validUntil' | 'tags'>>

const columns = `arn, partition, account, uuid, entity_id AS "entityId", certificates, valid_until AS "validUntil", created_at AS "createdAt", tags`

const find: PreparedStatement = { name: 'iam_saml_providers-find', text: `SELECT ${columns} FROM iam_saml_providers WHERE arn = $1` }
const findWhole: PreparedStatement = { name: 'iam_saml_providers-find-whole', text: `SELECT ${columns}, metadata FROM iam_saml_providers WHERE arn = $1` }
const list: PreparedStatement = {
  name: 'iam_saml_providers-list',
  text: `SELECT ${columns} FROM iam_saml_providers WHERE partition = $1 AND account = $2 ORDER BY arn COLLATE "C"`,
}

type Row<Provider> = Provider & Record<string, unknown>

const asJson = (tags: readonly Tag[]): Tag[] => tags.map((tag) => ({ ...tag }))

/** The SAML providers of IAM. */
export class SamlProviders {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(arn: string): Promise<ListedSamlProvider | undefined> {
    const [row] = await this.#connection.heldRows<Row<ListedSamlProvider>>(find, [arn])
    return row
  }

  /** With its document. */
  async findWhole(arn: string): Promise<SamlProviderRecord | undefined> {
    const [row] = await this.#connection.rows<Row<SamlProviderRecord>>(findWhole, [arn])
    return row
  }

  /** By ARN in code-point order. */
  async list({ partition, account }: AccountKey): Promise<ListedSamlProvider[]> {
    return this.#connection.rows<Row<ListedSamlProvider>>(list, [partition, account])
  }

  /** Adds the provider unless its ARN is taken or the account has `maximum` of them. */
  async add(provider: SamlProviderRecord, maximum: number): Promise<Addition> {
    const { partition, account } = provider
    const present = maximum === Infinity ? 0 : await this.#connection.prisma.samlProvider.count({ where: { partition, account } })
    if (present >= maximum) return (await this.find(provider.arn)) === undefined ? 'full' : 'taken'
    const { count } = await this.#connection.prisma.samlProvider.createMany({
      data: [{ ...provider, tags: asJson(provider.tags) as never }],
      skipDuplicates: true,
    })
    return count === 0 ? 'taken' : 'added'
  }

  async update(arn: string, { tags, ...others }: SamlProviderChanges): Promise<void> {
    const data = { ...others, ...(tags === undefined ? {} : { tags: asJson(tags) as never }) }
    await this.#connection.prisma.samlProvider.updateMany({ where: { arn }, data })
  }

  async remove(arn: string): Promise<void> {
    await this.#connection.prisma.samlProvider.deleteMany({ where: { arn } })
  }
}
