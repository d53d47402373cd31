import type { Connection } from './connection.ts'

// Tables that keep what every fresh state has too.
const keptTables = ['_prisma_migrations', 'settings', 'sealing_keys', 'identity_certificates', 'rotation_sweeps']

/** Empties the store. */
export class Reset {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Removes everything of every account, puts the clock back to real time and makes every cache void. */
  async everything(): Promise<void> {
    const tables = await this.#tables()
    const names = tables.map((table) => `"${table}"`).join(', ')
    await this.#connection.prisma.$executeRawUnsafe(`TRUNCATE ${names} RESTART IDENTITY`)
    await this.#connection.prisma.setting.update({ where: { id: 1 }, data: { offsetMilliseconds: 0n, epoch: { increment: 1 } } })
    this.#connection.noteChange()
  }

  /** Removes what one account has in every partition; rows without an account of their own go with what they belong to. */
  async account(account: string): Promise<void> {
    const { prisma } = this.#connection
    const ownersOfPolicies = `SELECT id FROM iam_users WHERE account = $1 UNION SELECT id FROM iam_groups WHERE account = $1
      UNION SELECT id FROM iam_roles WHERE account = $1`
    const instances = 'SELECT id FROM ec2_instances WHERE account = $1'
    const dependants = [
      `DELETE FROM iam_inline_policies WHERE entity_id IN (${ownersOfPolicies})`,
      `DELETE FROM iam_attachments WHERE entity_id IN (${ownersOfPolicies})`,
      'DELETE FROM iam_group_members WHERE user_id IN (SELECT id FROM iam_users WHERE account = $1)',
      'DELETE FROM iam_login_profiles WHERE user_id IN (SELECT id FROM iam_users WHERE account = $1)',
      'DELETE FROM iam_policy_versions WHERE policy_id IN (SELECT id FROM iam_policies WHERE account = $1)',
      `DELETE FROM instance_credentials WHERE instance_id IN (${instances})`,
      `DELETE FROM metadata_addresses WHERE instance_id IN (${instances})`,
      'DELETE FROM oidc_issuers WHERE name IN (SELECT outbound_issuer FROM accounts WHERE id = $1)',
    ]
    for (const statement of dependants) await prisma.$executeRawUnsafe(statement, account)
    for (const table of await this.#tables('account')) {
      await prisma.$executeRawUnsafe(`DELETE FROM "${table}" WHERE account = $1`, account)
    }
    await prisma.account.deleteMany({ where: { id: account } })
    await prisma.setting.update({ where: { id: 1 }, data: { epoch: { increment: 1 } } })
    this.#connection.noteChange()
  }

  /** Our tables, or those with the given column. */
  async #tables(column?: string): Promise<string[]> {
    const rows = await this.#connection.prisma.$queryRawUnsafe<{ table_name: string }[]>(
      column === undefined
        ? `SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`
        : `SELECT table_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = '${column}'`,
    )
    return rows.map((row) => row.table_name).filter((name) => !keptTables.includes(name))
  }
}
