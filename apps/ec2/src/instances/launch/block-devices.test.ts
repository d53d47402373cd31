import { describe, expect, it } from '@jest/globals'
import type { BlockDeviceMapping, Image } from '@aws-sdk/client-ec2'
import { planVolumes, snapshotRefusal } from './block-devices.ts'

const image: Image = {
  RootDeviceName: '/dev/xvda',
  BlockDeviceMappings: [
    { DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-1', VolumeSize: 8, VolumeType: 'gp3', DeleteOnTermination: true, Encrypted: false, Iops: 3000, Throughput: 125 } },
    { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' },
  ],
}

const plan = (...mappings: BlockDeviceMapping[]) => planVolumes(image, mappings)

describe('the volumes of a launch', () => {
  it('are those of the image', () => {
    expect(plan()).toEqual([
      {
        deviceName: '/dev/xvda',
        size: 8,
        type: 'gp3',
        iops: 3000,
        throughput: 125,
        snapshotId: 'snap-1',
        isEncrypted: false,
        kmsKeyId: undefined,
        deleteOnTermination: true,
      },
    ])
  })

  it('take over what the request says of a device and keep the rest', () => {
    const [root] = plan({ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Throughput: 250, DeleteOnTermination: false } })
    expect(root).toMatchObject({ size: 20, type: 'gp3', throughput: 250, iops: 3000, snapshotId: 'snap-1', deleteOnTermination: false })
    const [changed] = plan({ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp2', VolumeSize: 50 } })
    expect(changed).toMatchObject({ type: 'gp2', iops: 150, throughput: undefined })
  })

  it('are joined by blank ones', () => {
    const [, second] = plan({ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 100 } })
    expect(second).toMatchObject({ deviceName: '/dev/sdf', size: 100, type: 'gp2', iops: 300, snapshotId: '', deleteOnTermination: true })
  })

  it('have the baseline of gp3 at any size', () => {
    const [, second] = plan({ DeviceName: '/dev/sdf', Ebs: { VolumeType: 'gp3', VolumeSize: 1, Iops: 3000 } })
    expect(second).toMatchObject({ iops: 3000, throughput: 125 })
  })

  it('can be left out', () => {
    expect(plan({ DeviceName: '/dev/xvda', NoDevice: '' })).toEqual([])
    expect(plan({ DeviceName: '/dev/sdc', VirtualName: 'ephemeral1' })).toHaveLength(1)
  })

  it.each<[string, string, BlockDeviceMapping]>([
    ['InvalidBlockDeviceMapping', "Volume of size 5GB is smaller than snapshot 'snap-1', expect size >= 8GB", { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 5 } }],
    ['MissingParameter', 'The request must contain the parameter ebs', { DeviceName: '/dev/sdf' }],
    ['MissingParameter', 'The request must contain the parameter size/snapshot', { DeviceName: '/dev/sdf', Ebs: {} }],
    ['MissingParameter', 'The request must contain the parameter iops', { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 8, VolumeType: 'io1' } }],
    ['InvalidParameterCombination', 'The parameter iops is not supported for gp2 volumes.', { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 8, Iops: 200 } }],
    ['InvalidParameterDependency', 'The parameter [KmsKeyId] requires the parameter Encrypted to be set.', { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 8, KmsKeyId: 'k' } }],
    ['InvalidParameterValue', 'Volume of 100GiB is too small for volume type st1; minimum is 125GiB.', { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 100, VolumeType: 'st1' } }],
    ['InvalidBlockDeviceMapping', 'Invalid device name /dev/sde1', { DeviceName: '/dev/sde1', Ebs: { VolumeSize: 8 } }],
    ['InvalidParameterValue', 'Volume iops of 90000 is too high; maximum is 80000.', { DeviceName: '/dev/sdf', Ebs: { VolumeType: 'gp3', VolumeSize: 8, Iops: 90_000 } }],
    ['InvalidParameterValue', 'Volume iops of 100 is too low; minimum is 3000.', { DeviceName: '/dev/sdf', Ebs: { VolumeType: 'gp3', VolumeSize: 8, Iops: 100 } }],
    ['InvalidParameterValue', 'Iops to volume size ratio of 750.000000 is too high; maximum is 500', { DeviceName: '/dev/sdf', Ebs: { VolumeType: 'gp3', VolumeSize: 20, Iops: 15_000 } }],
    ['InvalidParameterValue', 'Iops to volume size ratio of 60.000000 is too high; maximum is 50', { DeviceName: '/dev/sdf', Ebs: { VolumeType: 'io1', VolumeSize: 10, Iops: 600 } }],
    ['InvalidParameterValue', 'Volume throughput of 2001 is too high; maximum is 2000.', { DeviceName: '/dev/sdf', Ebs: { VolumeType: 'gp3', VolumeSize: 100, Throughput: 2001 } }],
    [
      'InvalidParameterValue',
      'Throughput (MiBps) to iops ratio of 0.333333 is too high; maximum is 0.250000 MiBps per iops',
      { DeviceName: '/dev/sdf', Ebs: { VolumeType: 'gp3', VolumeSize: 100, Throughput: 1000 } },
    ],
  ])('are refused with %s: %s', (code, message, mapping) => {
    expect(() => plan(mapping)).toThrow(expect.objectContaining({ code, message }))
  })

  it.each<BlockDeviceMapping>([
    { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 8, SnapshotId: 'snap-2' } },
    { DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap-2', Iops: 3000 } },
    { DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-2', VolumeSize: 1 } },
  ])('are planned before snapshots are looked for: %j', (mapping) => {
    expect(plan(mapping)).toContainEqual(expect.objectContaining({ deviceName: mapping.DeviceName, snapshotId: 'snap-2' }))
    const refusal = { code: 'InvalidSnapshot.NotFound', message: "The snapshot 'snap-2' does not exist." }
    expect(snapshotRefusal(image, [mapping])).toMatchObject(refusal)
  })

  it('may name the snapshots of the image', () => {
    expect(snapshotRefusal(image, [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-1' } }])).toBeUndefined()
  })

  it('name each device once', () => {
    const mapping = { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 8 } }
    expect(() => plan(mapping, mapping)).toThrow("The device '/dev/sdf' is used in more than one block-device mapping")
  })
})
