import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('CreateTags')
})
afterAll(() => ec2.close())

describe('CreateTags', () => {
  it('adds and overwrites, on instances as on the default VPC', async () => {
    const [id = ''] = await ec2.launch()
    const { Vpcs } = await ec2.root.describeVpcs({})
    const VpcId = Vpcs?.[0]?.VpcId ?? ''
    await ec2.root.createTags({ Resources: [id, VpcId], Tags: [{ Key: 'team', Value: 'a' }] })
    await ec2.root.createTags({ Resources: [id], Tags: [{ Key: 'team', Value: 'b' }] })
    expect((await ec2.describe(id)).Tags).toEqual([{ Key: 'team', Value: 'b' }])
    expect((await ec2.root.describeVpcs({})).Vpcs?.[0]?.Tags).toEqual([{ Key: 'team', Value: 'a' }])
  })

  it('tags the network interfaces of instances, for as long as they are', async () => {
    const Tags = [{ Key: 'wire', Value: 'blue' }]
    const [id = ''] = await ec2.launch({ TagSpecifications: [{ ResourceType: 'network-interface', Tags: [{ Key: 'made', Value: 'so' }] }] })
    const { NetworkInterfaces: [{ NetworkInterfaceId = '' } = {}] = [] } = await ec2.describe(id)
    await ec2.root.createTags({ Resources: [NetworkInterfaceId], Tags })
    const tagsNow = async () => (await ec2.root.describeTags({ Filters: [{ Name: 'resource-id', Values: [NetworkInterfaceId] }] })).Tags ?? []
    expect(await tagsNow()).toMatchObject([
      { Key: 'made', Value: 'so', ResourceType: 'network-interface' },
      { Key: 'wire', Value: 'blue', ResourceType: 'network-interface' },
    ])
    await ec2.root.deleteTags({ Resources: [NetworkInterfaceId], Tags: [{ Key: 'made' }] })
    expect(await tagsNow()).toMatchObject([{ Key: 'wire' }])
    await ec2.root.terminateInstances({ InstanceIds: [id] })
    expect(await tagsNow()).toEqual([])
    await expect(ec2.root.createTags({ Resources: [NetworkInterfaceId], Tags })).rejects.toMatchObject({
      name: 'InvalidNetworkInterfaceID.NotFound',
      message: `The networkInterface ID '${NetworkInterfaceId}' does not exist`,
    })
  })

  it('refuses reserved keys, too many tags and unknown resources, and then changes nothing', async () => {
    const [id = ''] = await ec2.launch()
    await expect(ec2.root.createTags({ Resources: [id], Tags: [{ Key: 'AWS:x', Value: '' }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: "Tag keys starting with 'aws:' are reserved for internal use",
    })
    const many = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' }))
    await expect(ec2.root.createTags({ Resources: [id], Tags: many })).rejects.toMatchObject({
      name: 'TagLimitExceeded',
      message: 'The resultant tag set must not have more than 50 user tags.',
    })
    const Tags = [{ Key: 'a', Value: 'b' }]
    await expect(ec2.root.createTags({ Resources: [id, 'i-00000000000000000'], Tags })).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
    await expect(ec2.root.createTags({ Resources: ['foo-1'], Tags })).rejects.toMatchObject({ name: 'InvalidID', message: "The ID 'foo-1' is not valid" })
    expect((await ec2.describe(id)).Tags ?? []).toEqual([])
  })

  it('is decided by the tags that a resource has, and by the names of key pairs', async () => {
    const [own = '', other = ''] = [...(await ec2.launch({ MinCount: 2, MaxCount: 2 }))]
    const { KeyPairId = '' } = await ec2.root.createKeyPair({ KeyName: 'Deploy' })
    const { Volumes = [] } = await ec2.root.describeVolumes({ Filters: [{ Name: 'attachment.instance-id', Values: [own] }] })
    const volume = Volumes[0]?.VolumeId ?? ''
    await ec2.root.createTags({ Resources: [own, volume], Tags: [{ Key: 'team', Value: 'a' }] })
    const ofTeam = await ec2.user(
      'of-team',
      allow(['ec2:CreateTags', 'ec2:DeleteTags'], '*', { StringEquals: { 'aws:ResourceTag/team': 'a' } }),
      allow('ec2:CreateTags', 'arn:aws:ec2:us-east-1:123456789012:key-pair/Deploy'),
    )
    const Tags = [{ Key: 'stage', Value: 'x' }]
    await ofTeam.createTags({ Resources: [own, volume, KeyPairId], Tags })
    await ofTeam.deleteTags({ Resources: [own, volume], Tags })
    const refused = { name: 'UnauthorizedOperation', message: expect.stringContaining(`on resource: arn:aws:ec2:us-east-1:123456789012:instance/${other}`) }
    await expect(ofTeam.createTags({ Resources: [own, other], Tags })).rejects.toMatchObject(refused)
    await expect(ofTeam.deleteTags({ Resources: [other], Tags })).rejects.toMatchObject(refused)
    await ofTeam.deleteTags({ Resources: [own], Tags: [{ Key: 'team' }] })
    await expect(ofTeam.createTags({ Resources: [own], Tags })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('is decided by what the resources are, which DeleteTags is not told', async () => {
    const place = 'arn:aws:ec2:us-east-1:123456789012'
    const [id = ''] = await ec2.launch()
    const { KeyPairId = '' } = await ec2.root.createKeyPair({ KeyName: 'described', KeyType: 'ed25519' })
    const { Volumes = [] } = await ec2.root.describeVolumes({ Filters: [{ Name: 'attachment.instance-id', Values: [id] }] })
    const [{ VolumeId = '' } = {}] = Volumes
    const { VpcId = '', SubnetId = '', SecurityGroups: [{ GroupId = '' } = {}] = [], ImageId = '', NetworkInterfaces = [] } = await ec2.describe(id)
    const [{ NetworkInterfaceId = '' } = {}] = NetworkInterfaces
    const conditions: [string, object][] = [
      [id, { StringEquals: { 'ec2:InstanceID': id, 'ec2:InstanceType': 't3.micro' } }],
      [VolumeId, { StringEquals: { 'ec2:VolumeID': VolumeId, 'ec2:VolumeType': 'gp3', 'ec2:VolumeSize': '8', 'ec2:Encrypted': 'false', 'ec2:AvailabilityZone': 'us-east-1a' } }],
      [KeyPairId, { StringEquals: { 'ec2:KeyPairName': 'described', 'ec2:KeyPairType': 'ed25519' } }],
      [VpcId, { StringEquals: { 'ec2:VpcID': VpcId, 'ec2:Tenancy': 'default' } }],
      [SubnetId, { StringEquals: { 'ec2:SubnetID': SubnetId }, ArnEquals: { 'ec2:Vpc': `${place}:vpc/${VpcId}` } }],
      [GroupId, { StringEquals: { 'ec2:SecurityGroupID': GroupId }, ArnEquals: { 'ec2:Vpc': `${place}:vpc/${VpcId}` } }],
      [NetworkInterfaceId, { StringEquals: { 'ec2:NetworkInterfaceID': NetworkInterfaceId }, ArnEquals: { 'ec2:Subnet': `${place}:subnet/${SubnetId}` } }],
      [ImageId, { StringEquals: { 'ec2:ImageID': ImageId, 'ec2:Owner': 'amazon', 'aws:ResourceAccount': '137112412989' }, Bool: { 'ec2:Public': 'true' } }],
    ]
    const statements = conditions.map(([, condition]) => allow(['ec2:CreateTags', 'ec2:DeleteTags'], '*', condition))
    const user = await ec2.user('describing', ...statements)
    const Tags = [{ Key: 'stage', Value: 'x' }]
    for (const [resource] of conditions) {
      await user.createTags({ Resources: [resource], Tags })
      await expect(user.deleteTags({ Resources: [resource], Tags })).rejects.toMatchObject({
        name: 'UnauthorizedOperation',
        message: expect.stringContaining('is not authorized to perform: ec2:DeleteTags on resource: arn:aws:ec2:us-east-1:'),
      })
    }
  })

  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.createTags({ Resources: ['i-00000000000000000'], Tags: [{ Key: 'a', Value: 'b' }] })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('needs a value, if only an empty one, and no more than 1000 resources', async () => {
    const [id = ''] = await ec2.launch()
    await expect(ec2.root.createTags({ Resources: [id], Tags: [{ Key: 'a' }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Tag value cannot be null. Use empty string instead.',
    })
    await expect(ec2.root.createTags({ Resources: Array.from({ length: 1001 }, () => id), Tags: [{ Key: 'a', Value: '' }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Value ( 1001 ) for parameter resourceId is invalid. Expecting at most 1000 elements.',
    })
  })

  it('is decided for images by an ARN without an account', async () => {
    const { Images = [] } = await ec2.root.describeImages({ Owners: ['amazon'] })
    const image = Images[0]?.ImageId ?? ''
    const Tags = [{ Key: 'a', Value: 'b' }]
    const nobody = await ec2.user('no-images')
    const resource = `arn:aws:ec2:us-east-1::image/${image}`
    await expect(nobody.createTags({ Resources: [image], Tags })).rejects.toMatchObject({ message: expect.stringContaining(`on resource: ${resource} because`) })
    const tagger = await ec2.user('image-tagger', allow('ec2:CreateTags', resource))
    await tagger.createTags({ Resources: [image], Tags })
    await expect(ec2.root.createTags({ Resources: ['ami-00000000000000000'], Tags })).rejects.toMatchObject({ name: 'InvalidAMIID.NotFound' })
  })
})
