import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** What the passwords of an account's users must be like. */
export interface PasswordPolicyRecord {
  minimumLength: number
  needsSymbols: boolean
  needsNumbers: boolean
  needsUppercase: boolean
  needsLowercase: boolean
  usersMayChange: boolean
  maximumAgeDays?: number
  /** So many earlier passwords may not come again. */
  remembered?: number
  isHardExpiry?: boolean
}

const alias = { name: 'account-alias', text: 'SELECT alias FROM accounts WHERE partition = $1 AND id = $2' }
const aliasOwner = { name: 'account-alias-owner', text: 'SELECT id FROM accounts WHERE partition = $1 AND alias = $2' }
const setAlias = { name: 'account-set-alias', text: 'UPDATE accounts SET alias = $3 WHERE partition = $1 AND id = $2' }
const passwordPolicy = {
  name: 'account-password-policy',
  text: 'SELECT password_policy AS policy FROM accounts WHERE partition = $1 AND id = $2',
}
const setPasswordPolicy = {
  name: 'account-set-password-policy',
  text: 'UPDATE accounts SET password_policy = $3::json WHERE partition = $1 AND id = $2',
}
const rootPassword = {
  name: 'account-root-password',
  text: 'SELECT has_root_password AS "isThere" FROM accounts WHERE partition = $1 AND id = $2',
}
const setRootPassword = {
  name: 'account-set-root-password',
  text: 'UPDATE accounts SET has_root_password = $3 WHERE partition = $1 AND id = $2',
}

/** What IAM's users set about an account as a whole. */
export class AccountSettings {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async alias({ partition, account }: AccountKey): Promise<string | undefined> {
    const [row] = await this.#connection.heldRows<{ alias: string | null }>(alias, [partition, account])
    return row?.alias ?? undefined
  }

  /** The account of the partition that has the alias. */
  async aliasOwner(partition: string, name: string): Promise<string | undefined> {
    const [row] = await this.#connection.rows<{ id: string }>(aliasOwner, [partition, name])
    return row?.id
  }

  async setAlias({ partition, account }: AccountKey, name: string | null): Promise<void> {
    await this.#connection.rows(setAlias, [partition, account, name])
  }

  /** Undefined while AWS's own rules hold. */
  async passwordPolicy({ partition, account }: AccountKey): Promise<PasswordPolicyRecord | undefined> {
    const [row] = await this.#connection.heldRows<{ policy: PasswordPolicyRecord | null }>(passwordPolicy, [partition, account])
    return row?.policy ?? undefined
  }

  async setPasswordPolicy({ partition, account }: AccountKey, policy: PasswordPolicyRecord | undefined): Promise<void> {
    await this.#connection.rows(setPasswordPolicy, [partition, account, policy === undefined ? null : JSON.stringify(policy)])
  }

  /** Whether root can sign in at the console; of the password itself nothing is kept. */
  async hasRootPassword({ partition, account }: AccountKey): Promise<boolean> {
    const [row] = await this.#connection.heldRows<{ isThere: boolean }>(rootPassword, [partition, account])
    return row?.isThere ?? true
  }

  async setHasRootPassword({ partition, account }: AccountKey, isThere: boolean): Promise<void> {
    await this.#connection.rows(setRootPassword, [partition, account, isThere])
  }
}
