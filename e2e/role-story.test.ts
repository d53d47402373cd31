import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  AssociateIamInstanceProfileCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  DescribeInstancesCommand,
  DisassociateIamInstanceProfileCommand,
  ReplaceIamInstanceProfileAssociationCommand,
} from '@aws-sdk/client-ec2'
import { DeleteRolePolicyCommand, ListUsersCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { adminOf, type MetadataCredentials, readCredentials } from './admin.ts'
import { type RolecallProcess, removeFolder, startRolecall } from './rolecall-process.ts'
import { clientsOf, createProfile, type Keys, launch, policyOf } from './story.ts'

let rolecall: RolecallProcess
let admin: ReturnType<typeof adminOf>
let instanceId: string
let metadataEndpoint: string

const keysOf = (credentials: MetadataCredentials): Keys => ({
  accessKeyId: credentials.AccessKeyId,
  secretAccessKey: credentials.SecretAccessKey,
  sessionToken: credentials.Token,
})

const current = async (role = 'app'): Promise<Keys> => keysOf(await readCredentials(metadataEndpoint, role))
const hours = (count: number): object => ({ advanceSeconds: count * 3600 })

beforeAll(async () => {
  rolecall = await startRolecall()
  admin = adminOf(rolecall.edge)
  const { iam, ec2 } = clientsOf(rolecall.edge)
  await createProfile(iam, 'app')
  await createProfile(iam, 'other')
  instanceId = await launch(ec2, 'app')
  metadataEndpoint = (await admin.instance(instanceId)).metadataEndpoint
}, 60_000)

afterAll(async () => {
  await rolecall.stop()
  removeFolder(rolecall.dataDirectory)
})

describe('a role on an instance', () => {
  it('is who the instance is', async () => {
    const { sts } = clientsOf(rolecall.edge, await current())
    const identity = await sts.send(new GetCallerIdentityCommand({}))
    expect(identity.Arn).toBe(`arn:aws:sts::123456789012:assumed-role/app/${instanceId}`)
    expect(identity.UserId).toMatch(new RegExp(`^AROA[A-Z2-7]{17}:${instanceId}$`))
  })

  it('may do what its policy says and nothing else', async () => {
    const { ec2, iam } = clientsOf(rolecall.edge, await current())
    const { Reservations } = await ec2.send(new DescribeInstancesCommand({}))
    expect(Reservations?.[0]?.Instances?.[0]?.InstanceId).toBe(instanceId)
    const session = `arn:aws:sts::123456789012:assumed-role/app/${instanceId}`
    await expect(iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: ${session} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::123456789012:user/ because no identity-based policy allows the iam:ListUsers action`,
    })
  })

  it('is decided by the policy of the very next call', async () => {
    const root = clientsOf(rolecall.edge)
    const { ec2 } = clientsOf(rolecall.edge, await current())
    await root.iam.send(new DeleteRolePolicyCommand({ RoleName: 'app', PolicyName: 'look' }))
    await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: `You are not authorized to perform this operation. User: arn:aws:sts::123456789012:assumed-role/app/${instanceId} is not authorized to perform: ec2:DescribeInstances because no identity-based policy allows the ec2:DescribeInstances action`,
    })
    const PolicyDocument = policyOf({ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' })
    await root.iam.send(new PutRolePolicyCommand({ RoleName: 'app', PolicyName: 'look', PolicyDocument }))
    await expect(ec2.send(new DescribeInstancesCommand({}))).resolves.toBeDefined()
  })

  it('gets new credentials in time, while the old ones live to their own end', async () => {
    const first = await current()
    await admin.moveClock(hours(3))
    const second = await current()
    expect(second.accessKeyId).not.toBe(first.accessKeyId)
    const identity = new GetCallerIdentityCommand({})
    await expect(clientsOf(rolecall.edge, first).sts.send(identity)).resolves.toBeDefined()
    await admin.moveClock(hours(4))
    const third = await current()
    await expect(clientsOf(rolecall.edge, first).sts.send(identity)).rejects.toMatchObject({
      name: 'ExpiredToken',
      message: 'The security token included in the request is expired',
    })
    await expect(clientsOf(rolecall.edge, first).ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'RequestExpired',
      message: 'Request has expired.',
    })
    await expect(clientsOf(rolecall.edge, third).sts.send(identity)).resolves.toBeDefined()
  })

  it('never fails a call in a simulated day', async () => {
    for (let hour = 0; hour < 24; hour += 1) {
      await admin.moveClock(hours(1))
      const { sts } = clientsOf(rolecall.edge, await current())
      await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined()
    }
  })

  it('follows the instance when its profile is replaced, taken away and given back', async () => {
    const { ec2 } = clientsOf(rolecall.edge)
    const byInstance = { Filters: [{ Name: 'instance-id', Values: [instanceId] }] }
    const before = await ec2.send(new DescribeIamInstanceProfileAssociationsCommand(byInstance))
    const old = before.IamInstanceProfileAssociations?.[0]?.AssociationId
    const replaced = await ec2.send(new ReplaceIamInstanceProfileAssociationCommand({ AssociationId: old, IamInstanceProfile: { Name: 'other' } }))
    const AssociationId = replaced.IamInstanceProfileAssociation?.AssociationId
    expect(AssociationId).not.toBe(old)
    const { sts } = clientsOf(rolecall.edge, await current('other'))
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:sts::123456789012:assumed-role/other/${instanceId}`)
    await expect(current('app')).rejects.toThrow('The metadata service answered 404.')
    await ec2.send(new DisassociateIamInstanceProfileCommand({ AssociationId }))
    await expect(current('other')).rejects.toThrow('The metadata service answered 404.')
    await ec2.send(new AssociateIamInstanceProfileCommand({ InstanceId: instanceId, IamInstanceProfile: { Name: 'app' } }))
    await expect(current('app')).resolves.toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) })
  })

  it('leaves a log that says who asked for what and why it was refused', async () => {
    const { events } = await admin.events('action=ListUsers')
    expect(events.at(-1)).toMatchObject({
      service: 'iam',
      action: 'ListUsers',
      decision: 'implicitDeny',
      status: 403,
      caller: `arn:aws:sts::123456789012:assumed-role/app/${instanceId}`,
    })
    expect(JSON.stringify(events)).not.toMatch(/SecretAccessKey|IQoJb3JpZ2luX2Vj/)
  })
})
