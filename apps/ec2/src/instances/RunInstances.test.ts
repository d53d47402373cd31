import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { addProfile, addRole } from '@rolecall/testkit'
import { createEc2World, type Ec2World, images, plainLaunch } from '../../test/ec2-world.ts'

let ec2: Ec2World
let defaultSubnetId: string
let defaultGroupId: string

beforeAll(async () => {
  ec2 = await createEc2World('RunInstances')
  const { Subnets } = await ec2.root.describeSubnets({ Filters: [{ Name: 'availability-zone', Values: ['us-east-1a'] }] })
  defaultSubnetId = Subnets?.[0]?.SubnetId ?? ''
  const { SecurityGroups } = await ec2.root.describeSecurityGroups({})
  defaultGroupId = SecurityGroups?.[0]?.GroupId ?? ''
})
afterAll(() => ec2.close())

const run = (input: Partial<RunInstancesCommandInput> = {}) => ec2.root.runInstances({ ...plainLaunch, ...input })

describe('RunInstances', () => {
  it('answers pending instances, which run at the next call', async () => {
    const { Instances, ReservationId, OwnerId, Groups } = await run()
    expect({ ReservationId, OwnerId, Groups }).toEqual({ ReservationId: expect.stringMatching(/^r-[0-9a-f]{17}$/), OwnerId: '123456789012', Groups: [] })
    const [launched] = Instances ?? []
    expect(launched).toMatchObject({
      InstanceId: expect.stringMatching(/^i-[0-9a-f]{17}$/),
      State: { Code: 0, Name: 'pending' },
      StateReason: { Code: 'pending', Message: 'pending' },
      StateTransitionReason: '',
      PublicDnsName: '',
      BlockDeviceMappings: [],
      MetadataOptions: { State: 'pending', HttpTokens: 'required', HttpPutResponseHopLimit: 2 },
      Monitoring: { State: 'disabled' },
      Placement: { AvailabilityZone: 'us-east-1a', GroupName: '', Tenancy: 'default' },
    })
    expect(launched?.PublicIpAddress).toBeUndefined()
    expect(launched?.NetworkInterfaces?.[0]?.Attachment?.Status).toBe('attaching')
    const running = await ec2.describe(launched?.InstanceId ?? '')
    expect(running).toMatchObject({
      State: { Code: 16, Name: 'running' },
      StateTransitionReason: '',
      MetadataOptions: { State: 'applied' },
      PublicIpAddress: expect.stringMatching(/^54\./),
      PublicDnsName: expect.stringMatching(/^ec2-54-.*\.compute-1\.amazonaws\.com$/),
      SecurityGroups: [{ GroupId: defaultGroupId, GroupName: 'default' }],
      SubnetId: defaultSubnetId,
      RootDeviceName: '/dev/xvda',
      Hypervisor: 'xen',
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 },
    })
    expect(running.StateReason).toBeUndefined()
    expect(running.NetworkInterfaces?.[0]).toMatchObject({
      Attachment: { Status: 'attached', DeviceIndex: 0, DeleteOnTermination: true },
      Association: { IpOwnerId: 'amazon', PublicIp: running.PublicIpAddress },
      MacAddress: expect.stringMatching(/^02(:[0-9a-f]{2}){5}$/),
      PrivateIpAddress: running.PrivateIpAddress,
      PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: running.PrivateIpAddress }],
    })
    expect(running.BlockDeviceMappings).toMatchObject([{ DeviceName: '/dev/xvda', Ebs: { Status: 'attached', DeleteOnTermination: true } }])
    expect(running.LaunchTime?.getMilliseconds()).toBe(0)
  })

  it('launches several in one reservation, each with its own address', async () => {
    const { Instances = [] } = await run({ MinCount: 2, MaxCount: 3 })
    expect(Instances.map(({ AmiLaunchIndex }) => AmiLaunchIndex)).toEqual([0, 1, 2])
    expect(new Set(Instances.map(({ PrivateIpAddress }) => PrivateIpAddress)).size).toBe(3)
  })

  it('keeps what the request says', async () => {
    const [id = ''] = await ec2.launch({
      UserData: Buffer.from('#!/bin/sh').toString('base64'),
      TagSpecifications: [
        { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] },
        { ResourceType: 'volume', Tags: [{ Key: 'Disk', Value: 'root' }] },
      ],
      Monitoring: { Enabled: true },
      EbsOptimized: true,
      DisableApiTermination: true,
      InstanceInitiatedShutdownBehavior: 'terminate',
      Placement: { AvailabilityZone: 'us-east-1b', Tenancy: 'dedicated' },
      MetadataOptions: { HttpTokens: 'optional', InstanceMetadataTags: 'enabled' },
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 20, DeleteOnTermination: false } }],
    })
    expect(await ec2.describe(id)).toMatchObject({
      Tags: [{ Key: 'Name', Value: 'web' }],
      Monitoring: { State: 'enabled' },
      EbsOptimized: true,
      Placement: { AvailabilityZone: 'us-east-1b', Tenancy: 'dedicated' },
      MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 2, InstanceMetadataTags: 'enabled' },
    })
    const { UserData } = await ec2.root.describeInstanceAttribute({ InstanceId: id, Attribute: 'userData' })
    expect(UserData?.Value).toBe('IyEvYmluL3No')
    const { Volumes = [] } = await ec2.root.describeVolumes({ Filters: [{ Name: 'attachment.instance-id', Values: [id] }] })
    expect(Volumes.map(({ Size }) => Size).sort()).toEqual([20, 8])
    expect(Volumes[0]?.Tags).toEqual([{ Key: 'Disk', Value: 'root' }])
  })

  it('defaults to m1.small, as AWS still does', async () => {
    const { Instances } = await ec2.root.runInstances({ ImageId: images.al2, MinCount: 1, MaxCount: 1 })
    expect(Instances?.[0]).toMatchObject({ InstanceType: 'm1.small', MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 1 } })
  })

  it('does nothing on a dry run', async () => {
    await expect(run({ DryRun: true })).rejects.toMatchObject({ name: 'DryRunOperation', $metadata: { httpStatusCode: 412 } })
  })
})

describe('a client token', () => {
  it('answers the same reservation, in its present state', async () => {
    const first = await run({ ClientToken: 'one' })
    const second = await run({ ClientToken: 'one' })
    expect(second.ReservationId).toBe(first.ReservationId)
    expect(second.Instances?.[0]).toMatchObject({ InstanceId: first.Instances?.[0]?.InstanceId, State: { Name: 'running' } })
  })

  it('is refused with other parameters, and once the instances are terminated', async () => {
    const { Instances } = await run({ ClientToken: 'two' })
    await expect(run({ ClientToken: 'two', InstanceType: 't3.small' })).rejects.toMatchObject({
      name: 'IdempotentParameterMismatch',
      message: 'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
    })
    await ec2.root.terminateInstances({ InstanceIds: [Instances?.[0]?.InstanceId ?? ''] })
    await expect(run({ ClientToken: 'two' })).rejects.toMatchObject({ name: 'IdempotentInstanceTerminated' })
  })

  it('launches once when requests race', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => run({ ClientToken: 'race' })))
    expect(new Set(answers.map(({ ReservationId }) => ReservationId)).size).toBe(1)
  })
})

describe('the instance profile of a launch', () => {
  beforeAll(async () => {
    const role = await addRole(ec2, 'app-role')
    await addProfile(ec2, 'app', role.id)
    await addProfile(ec2, 'empty', null)
  })

  it.each([{ Name: 'app' }, { Arn: 'arn:aws:iam::123456789012:instance-profile/app' }])('is found by %p', async (IamInstanceProfile) => {
    const [id = ''] = await ec2.launch({ IamInstanceProfile })
    const profile = { Arn: 'arn:aws:iam::123456789012:instance-profile/app', Id: expect.stringMatching(/^AIPA/) }
    expect((await ec2.describe(id)).IamInstanceProfile).toEqual(profile)
    const { IamInstanceProfileAssociations } = await ec2.root.describeIamInstanceProfileAssociations({
      Filters: [{ Name: 'instance-id', Values: [id] }],
    })
    expect(IamInstanceProfileAssociations).toEqual([
      { AssociationId: expect.stringMatching(/^iip-assoc-/), InstanceId: id, IamInstanceProfile: profile, State: 'associated' },
    ])
  })

  it.each([
    ['InvalidParameterValue', 'Value (none) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name', { Name: 'none' }],
    [
      'InvalidParameterValue',
      'Value (arn:aws:iam::123456789012:instance-profile/none) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN',
      { Arn: 'arn:aws:iam::123456789012:instance-profile/none' },
    ],
    [
      'InvalidParameterValue',
      'Value (empty) for parameter iamInstanceProfile.name is invalid. IAM Instance Profile "arn:aws:iam::123456789012:instance-profile/empty" has no associated IAM Roles',
      { Name: 'empty' },
    ],
    ['InvalidIamInstanceProfileArn.Malformed', "The IAM instance profile ARN 'app' is malformed", { Arn: 'app' }],
    [
      'InvalidParameterCombination',
      "The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'",
      { Name: 'app', Arn: 'arn:aws:iam::123456789012:instance-profile/app' },
    ],
  ])('is refused with %s: %s', async (name, message, IamInstanceProfile) => {
    await expect(run({ IamInstanceProfile })).rejects.toMatchObject({ name, message })
  })
})

describe('network interfaces of a launch', () => {
  it('have the addresses, groups and settings asked for', async () => {
    const [id = ''] = await ec2.launch({
      InstanceType: 't3.medium',
      NetworkInterfaces: [
        { DeviceIndex: 1, SubnetId: defaultSubnetId, Description: 'second', DeleteOnTermination: false },
        { DeviceIndex: 0, SubnetId: defaultSubnetId, Groups: [defaultGroupId], PrivateIpAddress: '172.31.5.5', SecondaryPrivateIpAddressCount: 1 },
      ],
    })
    const { NetworkInterfaces = [], PrivateIpAddress, PublicIpAddress } = await ec2.describe(id)
    expect(PrivateIpAddress).toBe('172.31.5.5')
    expect(PublicIpAddress).toBeUndefined()
    expect(NetworkInterfaces.map(({ Attachment }) => Attachment?.DeviceIndex)).toEqual([0, 1])
    expect(NetworkInterfaces[0]?.PrivateIpAddresses).toHaveLength(2)
    expect(NetworkInterfaces[1]).toMatchObject({ Description: 'second', Attachment: { DeleteOnTermination: false } })
  })

  it('decide on a public address', async () => {
    const [id = ''] = await ec2.launch({ NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: false }] })
    expect(await ec2.describe(id)).not.toHaveProperty('PublicIpAddress')
  })
})

describe('a launch is refused', () => {
  const other = 'subnet-0123456789abcdef0'
  it.each<[string, string, Partial<RunInstancesCommandInput>]>([
    ['MissingParameter', 'The request must contain the parameter ImageId', { ImageId: undefined }],
    ['InvalidAMIID.Malformed', 'Invalid id: "ami" (expecting "ami-...")', { ImageId: 'ami' }],
    ['InvalidAMIID.NotFound', "The image id '[ami-0123456789abcdef0]' does not exist", { ImageId: 'ami-0123456789abcdef0' }],
    ['InvalidParameterValue', "Invalid value 't9.huge' for InstanceType.", { InstanceType: 't9.huge' as never }],
    [
      'InvalidParameterValue',
      "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.",
      { InstanceType: 't4g.micro' },
    ],
    ['InvalidParameterValue', 'Invalid availability zone: [us-east-1z]', { Placement: { AvailabilityZone: 'us-east-1z' } }],
    ['InvalidSubnetID.NotFound', `The subnet ID '${other}' does not exist`, { SubnetId: other }],
    ['InvalidSubnetID.Malformed', 'Invalid id: "subnet-1" (expecting "subnet-...")', { SubnetId: 'subnet-1' }],
    ['InvalidGroupId.Malformed', "The security group ID 'sg' is malformed", { SecurityGroupIds: ['sg'] }],
    ['InvalidGroup.NotFound', "The security group 'sg-0123456789abcdef0' does not exist", { SecurityGroupIds: ['sg-0123456789abcdef0'] }],
    ['InvalidKeyPair.NotFound', "The key pair 'none' does not exist", { KeyName: 'none' }],
    ['InvalidPlacementGroup.Unknown', "The Placement Group 'none' is unknown.", { Placement: { GroupName: 'none' } }],
    ['InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data.', { UserData: '#!/bin/sh' }],
    ['InvalidParameterCombination', 'The parameter groupName cannot be used with the parameter subnet', { SubnetId: other, SecurityGroups: ['default'] }],
    [
      'InvalidParameterCombination',
      'Network interfaces and an instance-level subnet ID may not be specified on the same request',
      { SubnetId: other, NetworkInterfaces: [{ DeviceIndex: 0 }] },
    ],
    [
      'InvalidParameterCombination',
      'Network interfaces and an instance-level security groups may not be specified on the same request',
      { SecurityGroups: ['default'], NetworkInterfaces: [{ DeviceIndex: 0 }] },
    ],
    [
      'InvalidParameterCombination',
      'The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.',
      { NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true }, { DeviceIndex: 1 }] },
    ],
    ['AttachmentLimitExceeded', 'Interface count 3 exceeds the limit for t3.micro', { NetworkInterfaces: [0, 1, 2].map((DeviceIndex) => ({ DeviceIndex })) }],
    ['InvalidParameterValue', "Address 10.1.0.5 does not fall within the subnet's address range", { PrivateIpAddress: '10.1.0.5' }],
    ['InvalidParameterValue', "Address 172.31.0.3 is in subnet's reserved address range", { PrivateIpAddress: '172.31.0.3' }],
    ['InvalidParameterValue', 'Value ( 0 ) for parameter minCount is invalid. Expecting a value greater than or equal to 1.', { MinCount: 0 }],
    ['InvalidParameterValue', 'Value ( 1 ) for parameter maxCount is invalid. Expecting a value greater than or equal to minCount ( 2 ).', { MinCount: 2 }],
    ['InvalidParameterValue', "Tag keys starting with 'aws:' are reserved for internal use", { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'aws:x', Value: '' }] }] }],
    ['InvalidParameterValue', "'vpc' is not a valid taggable resource type for this operation.", { TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: '' }] }] }],
    [
      'InvalidParameterValue',
      "'my key' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{1,255}), and must not be a reserved name ('.', '..', '_index')",
      { MetadataOptions: { InstanceMetadataTags: 'enabled' }, TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'my key', Value: '' }] }] },
    ],
  ])('with %s: %s', async (name, message, input) => {
    await expect(run(input)).rejects.toMatchObject({ name, message, $metadata: { httpStatusCode: 400 } })
  })

  it('when the address is taken', async () => {
    await run({ PrivateIpAddress: '172.31.0.200' })
    await expect(run({ PrivateIpAddress: '172.31.0.200' })).rejects.toMatchObject({ name: 'InvalidIPAddress.InUse', message: 'Address 172.31.0.200 is in use.' })
  })
})
