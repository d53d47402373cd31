import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addProfile, addRole } from '@rolecall/testkit'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('TerminateInstances')
  await addProfile(ec2, 'app', (await addRole(ec2, 'app')).id)
})
afterAll(() => ec2.close())

describe('TerminateInstances', () => {
  it('takes interfaces, volumes and the profile along', async () => {
    const [id = ''] = await ec2.launch({
      IamInstanceProfile: { Name: 'app' },
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 1, DeleteOnTermination: false } }],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }],
    })
    const { BlockDeviceMappings = [], PrivateIpAddress = '' } = await ec2.describe(id)
    const { TerminatingInstances } = await ec2.root.terminateInstances({ InstanceIds: [id] })
    expect(TerminatingInstances).toEqual([{ InstanceId: id, CurrentState: { Code: 32, Name: 'shutting-down' }, PreviousState: { Code: 16, Name: 'running' } }])
    const terminated = await ec2.describe(id)
    expect(terminated).toMatchObject({
      State: { Code: 48, Name: 'terminated' },
      StateReason: { Code: 'Client.UserInitiatedShutdown' },
      PrivateDnsName: '',
      SecurityGroups: [],
      NetworkInterfaces: [],
      BlockDeviceMappings: [],
      MetadataOptions: { State: 'pending' },
      Tags: [{ Key: 'a', Value: 'b' }],
    })
    for (const member of ['PrivateIpAddress', 'SubnetId', 'VpcId', 'SourceDestCheck', 'IamInstanceProfile']) expect(terminated).not.toHaveProperty(member)
    const volumeIds = BlockDeviceMappings.map(({ Ebs }) => Ebs?.VolumeId ?? '')
    const { Volumes } = await ec2.root.describeVolumes({})
    const left = (Volumes ?? []).filter(({ VolumeId = '' }) => volumeIds.includes(VolumeId))
    expect(left).toMatchObject([{ Size: 1, State: 'available', Attachments: [] }])
    expect((await ec2.root.describeIamInstanceProfileAssociations({ Filters: [{ Name: 'instance-id', Values: [id] }] })).IamInstanceProfileAssociations).toEqual([])
    await ec2.launch({ PrivateIpAddress })
  })

  it('is gone after an hour', async () => {
    const [id = '', kept = ''] = await ec2.launch({ MinCount: 2, MaxCount: 2 })
    await ec2.root.terminateInstances({ InstanceIds: [id] })
    await ec2.advance(3500)
    expect((await ec2.describe(id)).State?.Name).toBe('terminated')
    await ec2.advance(200)
    await expect(ec2.describe(id)).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
    await expect(ec2.root.terminateInstances({ InstanceIds: [id] })).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
    await ec2.launch()
    expect(await ec2.store.instances.findMany([id, kept])).toHaveLength(1)
  })

  it('answers for what is terminated or stopped already', async () => {
    const [id = '', stopped = ''] = await ec2.launch({ MinCount: 2, MaxCount: 2 })
    await ec2.root.terminateInstances({ InstanceIds: [id] })
    await ec2.root.stopInstances({ InstanceIds: [stopped] })
    const { TerminatingInstances } = await ec2.root.terminateInstances({ InstanceIds: [id, stopped] })
    expect(TerminatingInstances).toMatchObject([
      { CurrentState: { Code: 48 }, PreviousState: { Code: 48 } },
      { CurrentState: { Code: 48 }, PreviousState: { Code: 80 } },
    ])
  })

  it('respects both protections', async () => {
    const [id = ''] = await ec2.launch({ DisableApiTermination: true })
    const message = (attribute: string) => `The instance '${id}' may not be terminated. Modify its '${attribute}' instance attribute and try again.`
    await expect(ec2.root.terminateInstances({ InstanceIds: [id] })).rejects.toMatchObject({ name: 'OperationNotPermitted', message: message('disableApiTermination') })
    await ec2.root.modifyInstanceAttribute({ InstanceId: id, DisableApiTermination: { Value: false } })
    await ec2.root.modifyInstanceAttribute({ InstanceId: id, DisableApiStop: { Value: true } })
    await expect(ec2.root.terminateInstances({ InstanceIds: [id] })).rejects.toMatchObject({ name: 'OperationNotPermitted', message: message('disableApiStop') })
    await ec2.root.modifyInstanceAttribute({ InstanceId: id, DisableApiStop: { Value: false } })
    await ec2.root.terminateInstances({ InstanceIds: [id] })
  })

  it('changes nothing when one id is unknown', async () => {
    const [id = ''] = await ec2.launch()
    await expect(ec2.root.terminateInstances({ InstanceIds: [id, 'i-0123456789abcdef0'] })).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
    expect((await ec2.describe(id)).State?.Name).toBe('running')
  })
})
