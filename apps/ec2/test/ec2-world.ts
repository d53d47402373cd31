import { EC2 } from '@aws-sdk/client-ec2'
import { createTestWorld, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { ec2Service } from '../src/index.ts'

/** EC2 in process, for one test file. */
export interface Ec2World extends TestWorld {
  /** The default account's root. */
  root: EC2
  as(credentials?: TestCredentials, region?: string): EC2
  /** A new user with an access key and one inline policy of these statements. */
  user(name: string, ...statements: object[]): Promise<EC2>
}

export const allow = (action: string | string[], resource: string | string[] = '*', condition?: object): object => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...(condition === undefined ? {} : { Condition: condition }),
})

export const deny = (action: string | string[], resource: string | string[] = '*', condition?: object): object => ({
  ...allow(action, resource, condition),
  Effect: 'Deny',
})

const addUser = async ({ store, ids, clock }: TestWorld, name: string, statements: object[]): Promise<TestCredentials> => {
  const { prisma } = store.connection
  const account = { partition: 'aws', account: testAccount }
  const createdAt = clock.now()
  const id = ids.uniqueId('AIDA', testAccount)
  await store.accounts.ensure(account, createdAt)
  await prisma.user.create({ data: { id, ...account, name, nameKey: name.toLowerCase(), path: '/', createdAt, tags: [] } })
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  if (statements.length > 0) await prisma.inlinePolicy.create({ data: { entityId: id, name: 'own', document } })
  const accessKeyId = ids.accessKeyId('AKIA', testAccount)
  const secret = ids.secretAccessKey()
  await prisma.accessKey.create({ data: { id: accessKeyId, ...account, userId: id, secret, status: 'Active', createdAt } })
  return { accessKeyId, secretAccessKey: secret }
}

export const createEc2World = async (name: string, { stateDelaySeconds = 0 } = {}): Promise<Ec2World> => {
  const world = await createTestWorld({ name: `ec2 ${name}` })
  const handler = world.handler(ec2Service({ ids: world.ids, stateDelaySeconds }))
  const as = (credentials?: TestCredentials, region = 'us-east-1'): EC2 => new EC2({ ...world.client(handler, credentials), region } as never)
  const user = async (userName: string, ...statements: object[]): Promise<EC2> => as(await addUser(world, userName, statements))
  return { ...world, root: as(), as, user }
}
