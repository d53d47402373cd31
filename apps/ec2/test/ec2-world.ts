import { EC2, type Instance, type RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { createTestWorld, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { findImage } from '../src/images/find-image.ts'
import { ec2Service } from '../src/index.ts'

/** EC2 in process, for one test file. */
export interface Ec2World extends TestWorld {
  /** The default account's root. */
  root: EC2
  as(credentials?: TestCredentials, region?: string): EC2
  /** A new user with an access key and one inline policy of these statements. */
  user(name: string, ...statements: object[]): Promise<EC2>
  /** Launches instances as root and answers their ids. */
  launch(input?: Partial<RunInstancesCommandInput>): Promise<string[]>
  /** The instance as DescribeInstances shows it. */
  describe(id: string): Promise<Instance>
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
  const root = as()
  const launch = async (input: Partial<RunInstancesCommandInput> = {}): Promise<string[]> => {
    const { Instances = [] } = await root.runInstances({ ...plainLaunch, ...input })
    return Instances.map(({ InstanceId = '' }) => InstanceId)
  }
  const describe = async (id: string): Promise<Instance> => {
    const { Reservations } = await root.describeInstances({ InstanceIds: [id] })
    return Reservations?.[0]?.Instances?.[0] ?? {}
  }
  return { ...world, root, as, user, launch, describe }
}

const service = '/aws/service'

/** Images of the catalogue by the public parameters that name them. */
export const parameters = {
  al2023: `${service}/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64`,
  al2023Arm: `${service}/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64`,
  al2: `${service}/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2`,
  windows: `${service}/ami-windows-latest/Windows_Server-2022-English-Full-Base`,
} as const

/** The image that a launch in us-east-1 gets by a parameter. */
const ofHome = (name: keyof typeof parameters): string => findImage('us-east-1', `resolve:ssm:${parameters[name]}`)?.ImageId ?? ''

/** The same images of us-east-1, by id. */
export const images = { al2023: ofHome('al2023'), al2023Arm: ofHome('al2023Arm'), al2: ofHome('al2'), windows: ofHome('windows') }

/** What a plain launch of one instance asks for. */
export const plainLaunch = { ImageId: images.al2023, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
