import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
let id: string

beforeAll(async () => {
  ec2 = await createEc2World('DescribeVolumes')
  const [first = ''] = await ec2.launch({ BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 10, VolumeType: 'gp2', Encrypted: true } }] })
  id = first
})
afterAll(() => ec2.close())

describe('DescribeVolumes', () => {
  it('shows what a launch made', async () => {
    const { BlockDeviceMappings } = await ec2.describe(id)
    const VolumeId = BlockDeviceMappings?.[1]?.Ebs?.VolumeId ?? ''
    const { Volumes } = await ec2.root.describeVolumes({ VolumeIds: [VolumeId] })
    expect(Volumes).toEqual([
      {
        VolumeId,
        AvailabilityZone: 'us-east-1a',
        AvailabilityZoneId: 'use1-az6',
        Size: 10,
        VolumeType: 'gp2',
        Iops: 100,
        SnapshotId: '',
        Encrypted: true,
        MultiAttachEnabled: false,
        Operator: { Managed: false },
        State: 'in-use',
        CreateTime: expect.any(Date),
        Attachments: [{ InstanceId: id, VolumeId, Device: '/dev/sdf', State: 'attached', AttachTime: expect.any(Date), DeleteOnTermination: true }],
      },
    ])
  })

  it('filters', async () => {
    const sizes = async (Name: string, Value: string) => ((await ec2.root.describeVolumes({ Filters: [{ Name, Values: [Value] }] })).Volumes ?? []).map(({ Size }) => Size)
    expect(await sizes('attachment.device', '/dev/xvda')).toEqual([8])
    expect(await sizes('volume-type', 'gp2')).toEqual([10])
    expect(await sizes('encrypted', 'true')).toEqual([10])
    expect(await sizes('status', 'available')).toEqual([])
  })

  it('refuses unknown ids', async () => {
    await expect(ec2.root.describeVolumes({ VolumeIds: ['vol-0123456789abcdef0'] })).rejects.toMatchObject({
      name: 'InvalidVolume.NotFound',
      message: "The volume 'vol-0123456789abcdef0' does not exist.",
    })
    await expect(ec2.root.describeVolumes({ VolumeIds: ['vol'] })).rejects.toMatchObject({ name: 'InvalidVolumeID.Malformed' })
  })
})
