import { type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'

interface NewRole {
  name: string
  /** One statement or several. */
  trust: object | object[]
  policy?: object
  maxSessionSeconds?: number
  account?: string
}

const documentOf = (statements: object | object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: [statements].flat() })

const bump = (world: TestWorld, account: string): Promise<unknown> =>
  world.database.pool.query(
    `INSERT INTO accounts (partition, id, version, created_at) VALUES ('aws', $1, 1, $2)
     ON CONFLICT (partition, id) DO UPDATE SET version = accounts.version + 1`,
    [account, world.clock.now()],
  )

/** Puts a role into the store, as IAM would; STS has no operation for it. */
export const addRole = async (world: TestWorld, role: NewRole): Promise<string> => {
  const { name, trust, policy, maxSessionSeconds = 3600, account = testAccount } = role
  const id = world.ids.uniqueId('AROA', account)
  await world.database.pool.query(
    `INSERT INTO iam_roles (id, partition, account, name, name_key, path, created_at, max_session_seconds, trust_policy, tags)
     VALUES ($1, 'aws', $2, $3, lower($3), '/', $4, $5, $6, '[]')`,
    [id, account, name, world.clock.now(), maxSessionSeconds, documentOf(trust)],
  )
  if (policy !== undefined) await addPolicy(world, id, policy)
  await bump(world, account)
  return id
}

const addPolicy = (world: TestWorld, id: string, statement: object): Promise<unknown> =>
  world.database.pool.query('INSERT INTO iam_inline_policies (entity_id, name, document) VALUES ($1, $2, $3)', [id, 'inline', documentOf(statement)])

/** Puts a user with an access key into the store. */
export const addUser = async (world: TestWorld, user: { name: string; policy?: object; account?: string }): Promise<TestCredentials> => {
  const { name, policy, account = testAccount } = user
  const id = world.ids.uniqueId('AIDA', account)
  const key = { accessKeyId: world.ids.accessKeyId('AKIA', account), secretAccessKey: world.ids.secretAccessKey() }
  await world.database.pool.query(
    `INSERT INTO iam_users (id, partition, account, name, name_key, path, created_at, tags) VALUES ($1, 'aws', $2, $3, lower($3), '/', $4, '[]')`,
    [id, account, name, world.clock.now()],
  )
  await world.database.pool.query(
    `INSERT INTO iam_access_keys (id, partition, account, user_id, secret, status, created_at) VALUES ($1, 'aws', $2, $3, $4, 'Active', $5)`,
    [key.accessKeyId, account, id, key.secretAccessKey, world.clock.now()],
  )
  if (policy !== undefined) await addPolicy(world, id, policy)
  await bump(world, account)
  return key
}
