import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
let mine: string
let other: string
const own = 'arn:aws:ec2:us-east-1:123456789012'

beforeAll(async () => {
  ec2 = await createEc2World('instance access')
  const [first = ''] = await ec2.launch({ TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Owner', Value: 'ann' }] }] })
  const [second = ''] = await ec2.launch({ InstanceType: 't3.small' })
  mine = first
  other = second
})
afterAll(() => ec2.close())

describe('access to existing instances', () => {
  it('is decided for each of them, with its tags', async () => {
    const ann = await ec2.user('ann', allow('ec2:*Instances', `${own}:instance/*`, { StringEquals: { 'ec2:ResourceTag/Owner': 'ann' } }))
    await ann.stopInstances({ InstanceIds: [mine] })
    await expect(ann.startInstances({ InstanceIds: [mine, other] })).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(`is not authorized to perform: ec2:StartInstances on resource: ${own}:instance/${other} because`),
    })
    expect((await ec2.describe(mine)).State?.Name).toBe('stopped')
    await ann.startInstances({ InstanceIds: [mine] })
  })

  it.each([
    ['ec2:InstanceType', 't3.micro'],
    ['ec2:AvailabilityZone', 'us-east-1a'],
    ['ec2:Region', 'us-east-1'],
    ['ec2:MetadataHttpTokens', 'required'],
    ['ec2:EbsOptimized', 'false'],
    ['ec2:RootDeviceType', 'ebs'],
  ])('can depend on %s', async (key, value) => {
    const user = await ec2.user(key.replace(':', '-'), allow('ec2:RebootInstances', `${own}:instance/*`, { StringEquals: { [key]: value } }))
    await expect(user.rebootInstances({ InstanceIds: [mine] })).resolves.toBeDefined()
    const stranger = await ec2.user(`${key.replace(':', '-')}-not`, allow('ec2:RebootInstances', `${own}:instance/*`, { StringEquals: { [key]: 'other' } }))
    await expect(stranger.rebootInstances({ InstanceIds: [mine] })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('tells of the attribute only where one is changed', async () => {
    const user = await ec2.user('attribute', allow(['ec2:DescribeInstanceAttribute', 'ec2:ResetInstanceAttribute'], '*', { Null: { 'ec2:Attribute': 'true' } }))
    await user.describeInstanceAttribute({ InstanceId: mine, Attribute: 'instanceType' })
    await user.resetInstanceAttribute({ InstanceId: mine, Attribute: 'sourceDestCheck' })
  })

  it('leaves out at a start what AWS leaves out there', async () => {
    const absent = { Null: { 'ec2:InstanceMetadataTags': 'true', 'ec2:InstanceAutoRecovery': 'true' } }
    const user = await ec2.user('absent', allow(['ec2:StartInstances', 'ec2:RebootInstances'], '*', absent))
    await user.startInstances({ InstanceIds: [mine] })
    await expect(user.rebootInstances({ InstanceIds: [mine] })).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(`is not authorized to perform: ec2:RebootInstances on resource: ${own}:instance/${mine} because no identity-based policy allows the ec2:RebootInstances action. Encoded`),
    })
  })

  it('says nothing of instances that do not exist', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.terminateInstances({ InstanceIds: ['i-0123456789abcdef0'] })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    await expect(nobody.terminateInstances({ InstanceIds: ['x'] })).rejects.toMatchObject({ name: 'InvalidInstanceID.Malformed' })
  })
})
