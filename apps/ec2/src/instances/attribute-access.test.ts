import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ModifyInstanceAttributeCommandInput } from '@aws-sdk/client-ec2'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
let InstanceId: string
let volumeId: string
const own = 'arn:aws:ec2:us-east-1:123456789012'
const action = 'ec2:ModifyInstanceAttribute'

type Change = Omit<ModifyInstanceAttributeCommandInput, 'InstanceId'>

const refusal = (resource: string) => ({
  name: 'UnauthorizedOperation',
  message: expect.stringContaining(`is not authorized to perform: ${action} on resource: ${own}:${resource} because no identity-based policy allows the ${action} action. Encoded`),
})

beforeAll(async () => {
  ec2 = await createEc2World('attribute access')
  const [id = ''] = await ec2.launch({ TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'team', Value: 'a' }] }] })
  InstanceId = id
  volumeId = (await ec2.describe(id)).BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? ''
})
afterAll(() => ec2.close())

describe('changing an attribute', () => {
  it.each<[string, object, Change, Change]>([
    [
      'protection',
      { StringEquals: { 'ec2:Attribute': 'DisableApiTermination', 'ec2:Attribute/DisableApiTermination': 'false' } },
      { DisableApiTermination: { Value: false } },
      { DisableApiTermination: { Value: true } },
    ],
    [
      'shutdown',
      { StringEquals: { 'ec2:Attribute/InstanceInitiatedShutdownBehavior': 'stop' } },
      { InstanceInitiatedShutdownBehavior: { Value: 'stop' } },
      { Attribute: 'instanceInitiatedShutdownBehavior', Value: 'terminate' },
    ],
    ['name', { StringEquals: { 'ec2:Attribute': 'SourceDestCheck' } }, { Attribute: 'sourceDestCheck', Value: 'true' }, { DisableApiStop: { Value: false } }],
  ])('can be limited by %s, as the API spells it', async (name, condition, allowed, refused) => {
    const user = await ec2.user(`limited-by-${name}`, allow(action, `${own}:instance/*`, condition))
    await user.modifyInstanceAttribute({ InstanceId, ...allowed })
    await expect(user.modifyInstanceAttribute({ InstanceId, ...refused })).rejects.toMatchObject(refusal(`instance/${InstanceId}`))
  })

  it('tells that user data is changed, not to what', async () => {
    const untold = { StringEquals: { 'ec2:Attribute': 'UserData' }, Null: { 'ec2:Attribute/UserData': 'true' } }
    const user = await ec2.user('user-data', allow(action, `${own}:instance/*`, untold))
    const UserData = { Value: Buffer.from('#!/bin/sh') }
    await expect(user.modifyInstanceAttribute({ InstanceId, UserData })).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
  })

  it('needs the security groups that the instance gets', async () => {
    const { SecurityGroups = [] } = await ec2.describe(InstanceId)
    const [{ GroupId = '' } = {}] = SecurityGroups
    await ec2.root.createTags({ Resources: [GroupId], Tags: [{ Key: 'team', Value: 'a' }] })
    const change = { InstanceId, Groups: [GroupId] }
    const without = await ec2.user('without-groups', allow(action, `${own}:instance/*`))
    await expect(without.modifyInstanceAttribute(change)).rejects.toMatchObject(refusal(`security-group/${GroupId}`))
    const { VpcId = '' } = await ec2.describe(InstanceId)
    const condition = { StringEquals: { 'aws:ResourceTag/team': 'a', 'ec2:SecurityGroupID': GroupId }, ArnEquals: { 'ec2:Vpc': `${own}:vpc/${VpcId}` } }
    const full = await ec2.user('with-groups', allow(action, `${own}:instance/*`), allow(action, `${own}:security-group/*`, condition))
    await full.modifyInstanceAttribute(change)
    const unknown = { InstanceId, Groups: ['sg-0123456789abcdef0'] }
    await expect(full.modifyInstanceAttribute(unknown)).rejects.toMatchObject(refusal('security-group/sg-0123456789abcdef0'))
  })

  it('needs the volumes whose devices are changed', async () => {
    const change = { InstanceId, BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: false } }] }
    const without = await ec2.user('without-volumes', allow(action, `${own}:instance/*`, { Null: { 'ec2:Attribute': 'true' } }))
    await expect(without.modifyInstanceAttribute(change)).rejects.toMatchObject(refusal(`volume/${volumeId}`))
    const condition = { StringEquals: { 'ec2:ResourceTag/team': 'a', 'ec2:VolumeType': 'gp3', 'ec2:VolumeID': volumeId, 'ec2:Encrypted': 'false' } }
    const full = await ec2.user('with-volumes', allow(action, `${own}:instance/*`), allow(action, `${own}:volume/*`, condition))
    await full.modifyInstanceAttribute(change)
  })
})
