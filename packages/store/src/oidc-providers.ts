import type { Connection, PreparedStatement } from './connection.ts'
import type { Addition } from './named-entities.ts'
import type { Tag } from './principals.ts'
import type { AccountKey } from './scope.ts'

/** An OpenID Connect provider that an account trusts. */
export interface OidcProviderRecord extends AccountKey {
  arn: string
  /** With its scheme: what `iss` of a token must equal. */
  url: string
  clientIds: string[]
  /** SHA-1 of certificates in lower-case hex. */
  thumbprints: string[]
  createdAt: Date
  tags: Tag[]
}

export type OidcProviderChanges = Partial<Pick<OidcProviderRecord, 'clientIds' | 'thumbprints' | 'tags'>>

const selected = 'SELECT arn, partition, account, url, client_ids AS "clientIds", thumbprints, created_at AS "createdAt", tags FROM iam_oidc_providers'

const find: PreparedStatement = { name: 'iam_oidc_providers-find', text: `${selected} WHERE arn = $1` }
const list: PreparedStatement = {
  name: 'iam_oidc_providers-list',
  text: `${selected} WHERE partition = $1 AND account = $2 ORDER BY arn COLLATE "C"`,
}

const asJson = (tags: readonly Tag[]): Tag[] => tags.map((tag) => ({ ...tag }))

/** The OpenID Connect providers of IAM. */
export class OidcProviders {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(arn: string): Promise<OidcProviderRecord | undefined> {
    const [row] = await this.#connection.heldRows<OidcProviderRecord & Record<string, unknown>>(find, [arn])
    return row
  }

  /** By ARN in code-point order. */
  async list(key: AccountKey): Promise<OidcProviderRecord[]> {
    return this.#connection.rows<OidcProviderRecord & Record<string, unknown>>(list, [key.partition, key.account])
  }

  /** Adds the provider unless its ARN is taken or the account has `maximum` of them. */
  async add(provider: OidcProviderRecord, maximum: number): Promise<Addition> {
    const { partition, account } = provider
    const present = maximum === Infinity ? 0 : await this.#connection.prisma.oidcProvider.count({ where: { partition, account } })
    if (present >= maximum) return (await this.find(provider.arn)) === undefined ? 'full' : 'taken'
    const { count } = await this.#connection.prisma.oidcProvider.createMany({
      data: [{ ...provider, tags: asJson(provider.tags) as never }],
      skipDuplicates: true,
    })
    return count === 0 ? 'taken' : 'added'
  }

  async update(arn: string, { tags, ...others }: OidcProviderChanges): Promise<void> {
    const data = { ...others, ...(tags === undefined ? {} : { tags: asJson(tags) as never }) }
    await this.#connection.prisma.oidcProvider.updateMany({ where: { arn }, data })
  }

  async remove(arn: string): Promise<void> {
    await this.#connection.prisma.oidcProvider.deleteMany({ where: { arn } })
  }
}
