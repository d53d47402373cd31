import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addProfile, addRole } from '@rolecall/testkit'
import { allow, createEc2World, deny, type Ec2World, images, parameters, plainLaunch } from '../../../test/ec2-world.ts'

let ec2: Ec2World
const region = 'arn:aws:ec2:us-east-1'
const own = `${region}:123456789012`
const everythingOfLaunch = [`${region}::image/*`, ...['network-interface', 'security-group', 'subnet', 'volume', 'key-pair'].map((type) => `${own}:${type}/*`)]

const refusal = (action: string, resource: string, user: string) => ({
  name: 'UnauthorizedOperation',
  message: expect.stringMatching(
    new RegExp(
      `^You are not authorized to perform this operation\\. User: arn:aws:iam::123456789012:user/${user} is not authorized to perform: ${action} on resource: ${resource.replaceAll('*', '\\*')} (because no identity-based policy allows the ${action} action|with an explicit deny in an identity-based policy)\\. Encoded authorization failure message: `,
    ),
  ),
  $metadata: expect.objectContaining({ httpStatusCode: 403 }),
})

beforeAll(async () => {
  ec2 = await createEc2World('launch access')
  const role = await addRole(ec2, 'app-role')
  await addProfile(ec2, 'app', role.id)
})
afterAll(() => ec2.close())

describe('who may launch', () => {
  it('hears of the instance first, then of the image', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.runInstances(plainLaunch)).rejects.toMatchObject(refusal('ec2:RunInstances', `${own}:instance/*`, 'nobody'))
    const half = await ec2.user('half', allow('ec2:RunInstances', `${own}:*/*`))
    await expect(half.runInstances(plainLaunch)).rejects.toMatchObject(refusal('ec2:RunInstances', `${region}::image/ami-[0-9a-f]+`, 'half'))
  })

  it('does not learn whether things exist without permission', async () => {
    const nobody = await ec2.user('blind')
    const missing = { ...plainLaunch, ImageId: 'ami-0123456789abcdef0', KeyName: 'none', IamInstanceProfile: { Name: 'none' } }
    await expect(nobody.runInstances(missing)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('needs every resource allowed', async () => {
    const complete = await ec2.user('complete', allow('ec2:RunInstances', [`${own}:instance/*`, ...everythingOfLaunch]))
    await complete.runInstances({ ...plainLaunch, DryRun: false })
    const withoutVolumes = await ec2.user('without-volumes', allow('ec2:RunInstances'), deny('ec2:RunInstances', `${own}:volume/*`))
    await expect(withoutVolumes.runInstances(plainLaunch)).rejects.toMatchObject(refusal('ec2:RunInstances', `${own}:volume/*`, 'without-volumes'))
  })

  it.each<[string, object, object]>([
    ['instance type', { StringEquals: { 'ec2:InstanceType': 't3.micro' } }, { InstanceType: 't3.small' }],
    ['metadata tokens', { StringEquals: { 'ec2:MetadataHttpTokens': 'required' } }, { MetadataOptions: { HttpTokens: 'optional' } }],
    ['tenancy', { StringEquals: { 'ec2:Tenancy': 'default' } }, { Placement: { Tenancy: 'dedicated' } }],
    ['zone', { StringEquals: { 'ec2:AvailabilityZone': 'us-east-1a' } }, { Placement: { AvailabilityZone: 'us-east-1b' } }],
    ['region', { StringEquals: { 'ec2:Region': 'us-east-1', 'ec2:IsLaunchTemplateResource': 'false' } }, { InstanceType: 't3.small' }],
  ])('can be limited by %s', async (name, condition, other) => {
    const user = `limited-${name.replaceAll(' ', '-')}`
    const client = await ec2.user(user, allow('ec2:RunInstances', `${own}:instance/*`, condition), allow('ec2:RunInstances', everythingOfLaunch))
    await client.runInstances(plainLaunch)
    if (name === 'region') return
    await expect(client.runInstances({ ...plainLaunch, ...other })).rejects.toMatchObject(refusal('ec2:RunInstances', `${own}:instance/*`, user))
  })

  it('can be limited by image and volume', async () => {
    const client = await ec2.user(
      'amazon-only',
      allow('ec2:RunInstances', [`${own}:instance/*`, ...everythingOfLaunch.slice(1, 4)]),
      allow('ec2:RunInstances', `${region}::image/*`, { StringEquals: { 'ec2:Owner': 'amazon' } }),
      allow('ec2:RunInstances', `${own}:volume/*`, { NumericLessThan: { 'ec2:VolumeSize': '100' }, StringEquals: { 'ec2:VolumeType': 'gp3' } }),
    )
    await client.runInstances(plainLaunch)
    const large = { ...plainLaunch, BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 200 } }] }
    await expect(client.runInstances(large)).rejects.toMatchObject(refusal('ec2:RunInstances', `${own}:volume/*`, 'amazon-only'))
    await expect(client.runInstances({ ...plainLaunch, ImageId: images.al2 })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('can be limited by the tags and the type of the key pair', async () => {
    const Tags = [{ Key: 'team', Value: 'a' }]
    await ec2.root.createKeyPair({ KeyName: 'team-key', KeyType: 'ed25519', TagSpecifications: [{ ResourceType: 'key-pair', Tags }] })
    await ec2.root.createKeyPair({ KeyName: 'other-key', KeyType: 'ed25519' })
    const client = await ec2.user(
      'team-key-only',
      allow('ec2:RunInstances', [`${own}:instance/*`, ...everythingOfLaunch]),
      deny('ec2:RunInstances', `${own}:key-pair/*`, { StringNotEquals: { 'aws:ResourceTag/team': 'a', 'ec2:KeyPairType': 'rsa' } }),
    )
    await client.runInstances({ ...plainLaunch, KeyName: 'team-key' })
    await expect(client.runInstances({ ...plainLaunch, KeyName: 'other-key' })).rejects.toMatchObject(
      refusal('ec2:RunInstances', `${own}:key-pair/other-key`, 'team-key-only'),
    )
  })

  it('can be limited by what is said of the image', async () => {
    const [{ ImageId = '' } = {}] = (await ec2.root.describeImages({ Owners: ['099720109477'], Filters: [{ Name: 'architecture', Values: ['x86_64'] }] })).Images ?? []
    const others = everythingOfLaunch.slice(1)
    const everythingElse = allow('ec2:RunInstances', [`${own}:instance/*`, ...others])
    const ofCanonical = { StringEquals: { 'aws:ResourceAccount': '099720109477', 'ec2:Owner': 'amazon', 'ec2:ImageID': ImageId } }
    const canonical = await ec2.user('canonical-only', everythingElse, allow('ec2:RunInstances', `${region}::image/*`, ofCanonical))
    await canonical.runInstances({ ...plainLaunch, ImageId })
    await expect(canonical.runInstances(plainLaunch)).rejects.toMatchObject(refusal('ec2:RunInstances', `${region}::image/ami-[0-9a-f]+`, 'canonical-only'))
    const approved = { StringEquals: { 'aws:ResourceTag/approved': 'yes', 'ec2:ResourceTag/approved': 'yes' } }
    const careful = await ec2.user('approved-only', everythingElse, allow('ec2:RunInstances', `${region}::image/*`, approved))
    await expect(careful.runInstances({ ...plainLaunch, ImageId })).rejects.toMatchObject(refusal('ec2:RunInstances', `${region}::image/${ImageId}`, 'approved-only'))
    await ec2.root.createTags({ Resources: [ImageId], Tags: [{ Key: 'approved', Value: 'yes' }] })
    await careful.runInstances({ ...plainLaunch, ImageId })
  })

  it('can be limited by the zone of the subnet that is named', async () => {
    const { Subnets = [] } = await ec2.root.describeSubnets({})
    const [first, second] = Subnets
    const condition = { StringEquals: { 'ec2:AvailabilityZoneId': first?.AvailabilityZoneId, 'ec2:SubnetID': first?.SubnetId } }
    const zoned = await ec2.user(
      'zoned',
      allow('ec2:RunInstances', [`${own}:instance/*`, ...everythingOfLaunch.filter((arn) => !arn.includes('subnet'))]),
      allow('ec2:RunInstances', `${own}:subnet/*`, condition),
    )
    await zoned.runInstances({ ...plainLaunch, SubnetId: first?.SubnetId })
    await expect(zoned.runInstances({ ...plainLaunch, SubnetId: second?.SubnetId })).rejects.toMatchObject(
      refusal('ec2:RunInstances', `${own}:subnet/${second?.SubnetId ?? ''}`, 'zoned'),
    )
  })

  it('knows what is being made by the id *', async () => {
    const condition = { StringEquals: { 'ec2:InstanceID': '*' } }
    const client = await ec2.user(
      'by-id',
      allow('ec2:RunInstances', `${own}:instance/*`, condition),
      allow('ec2:RunInstances', `${own}:volume/*`, { StringEquals: { 'ec2:VolumeID': '*' } }),
      allow('ec2:RunInstances', `${own}:network-interface/*`, { StringEquals: { 'ec2:NetworkInterfaceID': '*' } }),
      allow('ec2:RunInstances', everythingOfLaunch.filter((arn) => !/volume|network-interface/.test(arn))),
    )
    await expect(client.runInstances(plainLaunch)).resolves.toBeDefined()
  })

  it('needs the snapshots that the request names, and learns of missing ones only with all permissions', async () => {
    const SnapshotId = 'snap-0123456789abcdef0'
    const mapped = { ...plainLaunch, BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { SnapshotId } }] }
    const without = await ec2.user('without-snapshots', allow('ec2:RunInstances', [`${own}:instance/*`, ...everythingOfLaunch]))
    await expect(without.runInstances(mapped)).rejects.toMatchObject(refusal('ec2:RunInstances', `${region}::snapshot/${SnapshotId}`, 'without-snapshots'))
    const complete = await ec2.user('with-snapshots', allow('ec2:RunInstances', [`${own}:instance/*`, ...everythingOfLaunch, `${region}::snapshot/*`]))
    await expect(complete.runInstances(mapped)).rejects.toMatchObject({ name: 'InvalidSnapshot.NotFound', message: `The snapshot '${SnapshotId}' does not exist.` })
  })

  it("can be limited by the snapshot's owner and size where the request names the image's own", async () => {
    const { Images = [] } = await ec2.root.describeImages({ Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-kernel-6.1-x86_64'] }] })
    const [{ ImageId, BlockDeviceMappings: [{ Ebs: { SnapshotId = '' } = {} } = {}] = [] } = {}] = Images
    const condition = { StringEquals: { 'ec2:Owner': 'amazon', 'ec2:SnapshotID': SnapshotId }, NumericEquals: { 'ec2:VolumeSize': '8' } }
    const client = await ec2.user(
      'amazon-snapshots',
      allow('ec2:RunInstances', [`${own}:instance/*`, ...everythingOfLaunch]),
      allow('ec2:RunInstances', `${region}::snapshot/*`, condition),
    )
    await client.runInstances({ ...plainLaunch, ImageId, BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId } }] })
  })

  it('needs the placement group that the request names', async () => {
    const grouped = { ...plainLaunch, Placement: { GroupName: 'cluster' } }
    const without = await ec2.user('without-groups', allow('ec2:RunInstances', [`${own}:instance/*`, ...everythingOfLaunch]))
    await expect(without.runInstances(grouped)).rejects.toMatchObject(refusal('ec2:RunInstances', `${own}:placement-group/cluster`, 'without-groups'))
    const condition = { StringEquals: { 'ec2:PlacementGroupName': 'cluster' } }
    const complete = await ec2.user(
      'with-groups',
      allow('ec2:RunInstances', [`${own}:instance/*`, ...everythingOfLaunch], { ArnEqualsIfExists: { 'ec2:PlacementGroup': `${own}:placement-group/cluster` } }),
      allow('ec2:RunInstances', `${own}:placement-group/*`, condition),
    )
    await expect(complete.runInstances(grouped)).rejects.toMatchObject({
      name: 'InvalidPlacementGroup.Unknown',
      message: "The Placement Group 'cluster' is unknown.",
    })
  })

  it('needs to read the parameter that names the image', async () => {
    const named = { ...plainLaunch, ImageId: `resolve:ssm:${parameters.al2023}` }
    const refused = { name: 'SsmAccessDenied', message: 'Access denied to SSM', $metadata: expect.objectContaining({ httpStatusCode: 403 }) }
    const without = await ec2.user('without-parameters', allow('ec2:RunInstances'))
    await expect(without.runInstances(named)).rejects.toMatchObject(refused)
    await without.runInstances(plainLaunch)
    const reader = await ec2.user('reader', allow('ec2:RunInstances'), allow('ssm:GetParameters', `arn:aws:ssm:us-east-1::parameter${parameters.al2023}`))
    await reader.runInstances(named)
    await expect(reader.runInstances({ ...named, ImageId: 'resolve:ssm:golden:3' })).rejects.toMatchObject(refused)
    const owner = await ec2.user('owner', allow('ec2:RunInstances'), allow('ssm:GetParameters', 'arn:aws:ssm:us-east-1:123456789012:parameter/golden'))
    await expect(owner.runInstances({ ...named, ImageId: 'resolve:ssm:golden:3' })).rejects.toMatchObject({ name: 'InvalidAMIID.NotFound' })
  })

  it('needs ec2:CreateTags for tags', async () => {
    const tagged = { ...plainLaunch, TagSpecifications: [{ ResourceType: 'instance' as const, Tags: [{ Key: 'Team', Value: 'a' }] }] }
    const without = await ec2.user('without-tags', allow('ec2:RunInstances'))
    await expect(without.runInstances(tagged)).rejects.toMatchObject(refusal('ec2:CreateTags', `${own}:instance/*`, 'without-tags'))
    const condition = { StringEquals: { 'ec2:CreateAction': 'RunInstances', 'aws:RequestTag/Team': 'a' } }
    const tagger = await ec2.user('tagger', allow('ec2:RunInstances'), allow('ec2:CreateTags', `${own}:instance/*`, condition))
    await tagger.runInstances(tagged)
  })

  it('needs iam:PassRole for the role in the profile, and for EC2', async () => {
    const withProfile = { ...plainLaunch, IamInstanceProfile: { Name: 'app' } }
    const role = 'arn:aws:iam::123456789012:role/app-role'
    const without = await ec2.user('without-pass', allow('ec2:RunInstances'))
    await expect(without.runInstances(withProfile)).rejects.toMatchObject(refusal('iam:PassRole', role, 'without-pass'))
    const elsewhere = await ec2.user('pass-lambda', allow('ec2:RunInstances'), allow('iam:PassRole', role, { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }))
    await expect(elsewhere.runInstances(withProfile)).rejects.toMatchObject(refusal('iam:PassRole', role, 'pass-lambda'))
    const condition = { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' }, ArnLike: { 'iam:AssociatedResourceArn': `${own}:instance/*` } }
    const passer = await ec2.user('passer', allow('ec2:RunInstances'), allow('iam:PassRole', role, condition))
    await expect(passer.runInstances(withProfile)).resolves.toBeDefined()
  })

  it('is told on a dry run', async () => {
    const nobody = await ec2.user('dry')
    await expect(nobody.runInstances({ ...plainLaunch, DryRun: true })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
