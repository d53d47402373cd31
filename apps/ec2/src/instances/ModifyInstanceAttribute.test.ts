import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ModifyInstanceAttributeCommandInput } from '@aws-sdk/client-ec2'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
let id: string

beforeAll(async () => {
  ec2 = await createEc2World('ModifyInstanceAttribute')
  const [first = ''] = await ec2.launch()
  id = first
})
afterAll(() => ec2.close())

const modify = (input: Omit<ModifyInstanceAttributeCommandInput, 'InstanceId'>) => ec2.root.modifyInstanceAttribute({ InstanceId: id, ...input })
const stop = () => ec2.root.stopInstances({ InstanceIds: [id] })
const start = () => ec2.root.startInstances({ InstanceIds: [id] })

describe('ModifyInstanceAttribute', () => {
  it('changes some attributes of stopped instances only', async () => {
    const userData = Buffer.from('#!/bin/sh\necho hello')
    const changes = [{ InstanceType: { Value: 't3.large' } }, { UserData: { Value: userData } }, { EbsOptimized: { Value: true } }]
    for (const change of changes) {
      await expect(modify(change)).rejects.toMatchObject({ name: 'IncorrectInstanceState', message: `The instance '${id}' is not in the 'stopped' state.` })
    }
    await stop()
    for (const change of changes) await modify(change)
    expect(await ec2.describe(id)).toMatchObject({ InstanceType: 't3.large', EbsOptimized: true })
    const { UserData } = await ec2.root.describeInstanceAttribute({ InstanceId: id, Attribute: 'userData' })
    expect(UserData?.Value).toBe(userData.toString('base64'))
    await modify({ UserData: { Value: Buffer.alloc(0) } })
    expect((await ec2.root.describeInstanceAttribute({ InstanceId: id, Attribute: 'userData' })).UserData?.Value).toBeUndefined()
    await start()
  })

  it('changes others at any time', async () => {
    await modify({ SourceDestCheck: { Value: false } })
    expect(await ec2.describe(id)).toMatchObject({ SourceDestCheck: false, NetworkInterfaces: [{ SourceDestCheck: false }] })
    await modify({ Attribute: 'instanceInitiatedShutdownBehavior', Value: 'terminate' })
    const { InstanceInitiatedShutdownBehavior } = await ec2.root.describeInstanceAttribute({ InstanceId: id, Attribute: 'instanceInitiatedShutdownBehavior' })
    expect(InstanceInitiatedShutdownBehavior?.Value).toBe('terminate')
    const { SecurityGroups = [] } = await ec2.describe(id)
    await modify({ Groups: SecurityGroups.map(({ GroupId = '' }) => GroupId) })
    expect((await ec2.describe(id)).SecurityGroups).toEqual(SecurityGroups)
    await expect(modify({ Groups: ['sg-0123456789abcdef0'] })).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' })
  })

  it('keeps a volume when told to', async () => {
    await modify({ BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: false } }] })
    const { BlockDeviceMappings } = await ec2.describe(id)
    expect(BlockDeviceMappings?.[0]?.Ebs?.DeleteOnTermination).toBe(false)
    const { Volumes } = await ec2.root.describeVolumes({ VolumeIds: [BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? ''] })
    expect(Volumes?.[0]?.Attachments?.[0]?.DeleteOnTermination).toBe(false)
  })

  it.each<[string, string, Omit<ModifyInstanceAttributeCommandInput, 'InstanceId'>]>([
    ['InvalidParameterCombination', 'No attributes specified.', {}],
    [
      'InvalidParameterCombination',
      'Fields for multiple attribute types specified: disableApiTermination, sourceDestCheck',
      { DisableApiTermination: { Value: true }, SourceDestCheck: { Value: true } },
    ],
    ['InvalidGroupId.Malformed', "The security group ID 'group' is malformed", { Groups: ['group'] }],
    ['InvalidParameterValue', 'Value (perhaps) for parameter value is invalid. The value must be true or false.', { Attribute: 'disableApiStop', Value: 'perhaps' }],
    [
      'InvalidInstanceAttributeValue',
      'No device is currently mapped at /dev/sdz',
      { BlockDeviceMappings: [{ DeviceName: '/dev/sdz', Ebs: { DeleteOnTermination: true } }] },
    ],
    ['InvalidParameterValue', 'Value (colour) for parameter attribute is invalid. Unknown attribute.', { Attribute: 'colour' as never, Value: 'red' }],
    [
      'InvalidParameterValue',
      'Value (burn) for parameter instanceInitiatedShutdownBehavior is invalid. Unknown instance-initiated shutdown behavior.',
      { InstanceInitiatedShutdownBehavior: { Value: 'burn' } },
    ],
  ])('refuses with %s: %s', async (name, message, input) => {
    await expect(modify(input)).rejects.toMatchObject({ name, message })
  })

  it('refuses a type that there is not or that does not fit', async () => {
    await stop()
    for (const Value of ['t9.huge', 't4g.micro']) await expect(modify({ InstanceType: { Value } })).rejects.toMatchObject({ name: 'InvalidInstanceAttributeValue' })
  })

  it('refuses settings of one interface when there are several', async () => {
    const NetworkInterfaces = [{ DeviceIndex: 0 }, { DeviceIndex: 1 }]
    const [InstanceId = ''] = await ec2.launch({ NetworkInterfaces })
    await expect(ec2.root.modifyInstanceAttribute({ InstanceId, SourceDestCheck: { Value: false } })).rejects.toMatchObject({
      name: 'InvalidInstanceID',
      message: `There are multiple interfaces attached to instance '${InstanceId}'. Please specify an interface ID for the operation instead.`,
    })
  })
})
