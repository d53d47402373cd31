import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RequestLaunchTemplateData, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { addProfile, addRole } from '@rolecall/testkit'
import { allow, createEc2World, type Ec2World, images } from '../../../test/ec2-world.ts'

let ec2: Ec2World
let count = 0
const own = 'arn:aws:ec2:us-east-1:123456789012'

beforeAll(async () => {
  ec2 = await createEc2World('launch with a template')
  const role = await addRole(ec2, 'app-role')
  await addProfile(ec2, 'app', role.id)
})
afterAll(() => ec2.close())

const template = async (data: RequestLaunchTemplateData): Promise<string> => {
  count += 1
  const { LaunchTemplate } = await ec2.root.createLaunchTemplate({ LaunchTemplateName: `template-${count}`, LaunchTemplateData: { ImageId: images.al2023, ...data } })
  return LaunchTemplate?.LaunchTemplateId ?? ''
}

const launch = async (LaunchTemplateId: string, input: Partial<RunInstancesCommandInput> = {}, client = ec2.root) => {
  const { Instances } = await client.runInstances({ LaunchTemplate: { LaunchTemplateId }, MinCount: 1, MaxCount: 1, ...input })
  return Instances?.[0] ?? {}
}

describe('a launch from a template', () => {
  it('is what the template says, with the tags that tell of it', async () => {
    const tags = (ResourceType: 'instance' | 'volume') => ({ ResourceType, Tags: [{ Key: 'from', Value: 'template' }] })
    const id = await template({
      InstanceType: 't3.small',
      IamInstanceProfile: { Name: 'app' },
      UserData: 'aGVsbG8=',
      DisableApiStop: true,
      MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 3 },
      Placement: { AvailabilityZone: 'us-east-1c' },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20 } }],
      TagSpecifications: [tags('instance'), tags('volume')],
    })
    const instance = await launch(id)
    expect(instance).toMatchObject({
      InstanceType: 't3.small',
      IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/app' },
      MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 3 },
      Placement: { AvailabilityZone: 'us-east-1c' },
      Tags: [
        { Key: 'from', Value: 'template' },
        { Key: 'aws:ec2launchtemplate:id', Value: id },
        { Key: 'aws:ec2launchtemplate:version', Value: '1' },
      ],
    })
    const InstanceId = instance.InstanceId ?? ''
    expect((await ec2.root.describeInstanceAttribute({ InstanceId, Attribute: 'userData' })).UserData?.Value).toBe('aGVsbG8=')
    expect((await ec2.root.describeInstanceAttribute({ InstanceId, Attribute: 'disableApiStop' })).DisableApiStop?.Value).toBe(true)
    const { Volumes } = await ec2.root.describeVolumes({ Filters: [{ Name: 'attachment.instance-id', Values: [InstanceId] }] })
    expect(Volumes).toMatchObject([{ Size: 20, Tags: [{ Key: 'from', Value: 'template' }] }])
  })

  it('puts each member of the request in the place of the template\'s, and merges tags', async () => {
    const id = await template({
      InstanceType: 't3.small',
      MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 3 },
      SecurityGroups: ['none'],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '1' }] }],
    })
    const { SecurityGroups = [] } = await ec2.root.describeSecurityGroups({})
    const instance = await launch(id, {
      InstanceType: 't3.micro',
      MetadataOptions: { HttpPutResponseHopLimit: 5 },
      SecurityGroupIds: [SecurityGroups[0]?.GroupId ?? ''],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'b', Value: '2' }] }],
    })
    expect(instance).toMatchObject({ InstanceType: 't3.micro', MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 5 } })
    expect(instance.Tags?.slice(0, 2)).toEqual([{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }])
  })

  it('takes the default version unless it names another', async () => {
    const LaunchTemplateId = await template({ InstanceType: 't3.micro' })
    await ec2.root.createLaunchTemplateVersion({ LaunchTemplateId, SourceVersion: '1', LaunchTemplateData: { InstanceType: 't3.small' } })
    expect((await launch(LaunchTemplateId)).InstanceType).toBe('t3.micro')
    const latest = await launch(LaunchTemplateId, { LaunchTemplate: { LaunchTemplateId, Version: '$Latest' } })
    expect(latest.InstanceType).toBe('t3.small')
    expect(latest.Tags).toContainEqual({ Key: 'aws:ec2launchtemplate:version', Value: '2' })
    expect((await launch(LaunchTemplateId, { LaunchTemplate: { LaunchTemplateId, Version: '2' } })).InstanceType).toBe('t3.small')
  })

  it('answers the same instances to the same token, whatever became of the template', async () => {
    const LaunchTemplateId = await template({ InstanceType: 't3.micro' })
    const first = await launch(LaunchTemplateId, { ClientToken: 'from-template' })
    await ec2.root.deleteLaunchTemplate({ LaunchTemplateId })
    expect((await launch(LaunchTemplateId, { ClientToken: 'from-template' })).InstanceId).toBe(first.InstanceId)
  })

  it('keeps what AWS tagged when a user deletes all tags', async () => {
    const id = await template({ InstanceType: 't3.micro', TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: '1' }] }] })
    const { InstanceId = '' } = await launch(id)
    await ec2.root.deleteTags({ Resources: [InstanceId] })
    expect((await ec2.describe(InstanceId)).Tags?.map(({ Key }) => Key)).toEqual(['aws:ec2launchtemplate:id', 'aws:ec2launchtemplate:version'])
  })

  it.each<[string, string, RequestLaunchTemplateData, Partial<RunInstancesCommandInput>]>([
    ['InvalidAMIID.NotFound', "The image id '[ami-0123456789abcdef0]' does not exist", { ImageId: 'ami-0123456789abcdef0' }, {}],
    ['InvalidParameterValue', 'Value (none) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name', { InstanceType: 't3.micro', IamInstanceProfile: { Name: 'none' } }, {}],
    [
      'InvalidParameterCombination',
      'Network interfaces and an instance-level subnet ID may not be specified on the same request',
      { NetworkInterfaces: [{ DeviceIndex: 0 }] },
      { SubnetId: 'subnet-0123456789abcdef0' },
    ],
    ['InvalidParameterValue', "'vpc' is not a valid taggable resource type for this operation.", { TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }] }, {}],
    ['UnsupportedOperation', 'The parameter LaunchTemplateData.InstanceRequirements is not simulated by Rolecall.', { InstanceRequirements: { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1 } } }, {}],
  ])('is refused with %s: %s', async (name, message, data, input) => {
    await expect(launch(await template(data), input)).rejects.toMatchObject({ name, message })
  })

  it('needs a template and a version that exist, named in one way', async () => {
    const LaunchTemplateId = await template({ InstanceType: 't3.micro' })
    const run = (LaunchTemplate: object) => ec2.root.runInstances({ LaunchTemplate, MinCount: 1, MaxCount: 1 })
    await expect(run({ LaunchTemplateName: 'none' })).rejects.toMatchObject({
      name: 'InvalidLaunchTemplateName.NotFoundException',
      message: 'The specified launch template, with template name none, does not exist.',
    })
    await expect(run({ LaunchTemplateId, Version: '9' })).rejects.toMatchObject({
      name: 'InvalidLaunchTemplateId.VersionNotFound',
      message: `Could not find the specified version 9 for the launch template with ID ${LaunchTemplateId}.`,
    })
    await expect(run({ LaunchTemplateId, LaunchTemplateName: 'template-1' })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'Either provide launch template ID or launch template name to launch instances.',
    })
    await ec2.root.createLaunchTemplate({ LaunchTemplateName: 'imageless', LaunchTemplateData: { InstanceType: 't3.micro' } })
    await expect(run({ LaunchTemplateName: 'imageless' })).rejects.toMatchObject({ name: 'MissingParameter', message: 'The request must contain the parameter ImageId' })
  })
})

describe('who may launch from a template', () => {
  const fromTemplate = (LaunchTemplateId: string) => ({ ArnEquals: { 'ec2:LaunchTemplate': `${own}:launch-template/${LaunchTemplateId}` }, Bool: { 'ec2:IsLaunchTemplateResource': 'true' } })

  it('can be held to the template and what it says', async () => {
    const LaunchTemplateId = await template({ InstanceType: 't3.micro' })
    const held = await ec2.user('held', allow('ec2:RunInstances', '*', fromTemplate(LaunchTemplateId)))
    await launch(LaunchTemplateId, {}, held)
    await expect(launch(LaunchTemplateId, { ImageId: images.al2 }, held)).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: expect.stringContaining('::image/ami-') })
    await expect(held.runInstances({ ImageId: images.al2023, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    await expect(launch(await template({ InstanceType: 't3.micro' }), {}, held)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('of spot instances says nothing of the template to the check on their requests', async () => {
    const InstanceMarketOptions = { MarketType: 'spot' as const }
    const LaunchTemplateId = await template({ InstanceType: 't3.micro', InstanceMarketOptions })
    const requests = `${own}:spot-instances-request/*`
    const held = await ec2.user('held-spot', allow('ec2:RunInstances', '*', fromTemplate(LaunchTemplateId)))
    await expect(launch(LaunchTemplateId, {}, held)).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(`is not authorized to perform: ec2:RunInstances on resource: ${requests} because no identity-based policy allows`),
    })
    const complete = await ec2.user('held-spot-request', allow('ec2:RunInstances', '*', fromTemplate(LaunchTemplateId)), allow('ec2:RunInstances', requests), allow('iam:CreateServiceLinkedRole'))
    await expect(launch(LaunchTemplateId, {}, complete)).resolves.toBeDefined()
  })

  it('hears of a missing template once held to templates', async () => {
    const LaunchTemplateId = 'lt-0123456789abcdef0'
    const held = await ec2.user('held-to-missing', allow('ec2:RunInstances', '*', fromTemplate(LaunchTemplateId)))
    await expect(launch(LaunchTemplateId, {}, held)).rejects.toMatchObject({ name: 'InvalidLaunchTemplateId.NotFound' })
    const other = await ec2.user('held-to-other', allow('ec2:RunInstances', '*', fromTemplate('lt-0123456789abcdef1')))
    await expect(launch(LaunchTemplateId, {}, other)).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(`is not authorized to perform: ec2:RunInstances on resource: ${own}:instance/* because`),
    })
  })

  it('needs the template itself, the role in its profile and the tags it puts', async () => {
    const tags = [{ ResourceType: 'instance' as const, Tags: [{ Key: 'a', Value: '1' }] }]
    const LaunchTemplateId = await template({ InstanceType: 't3.micro', IamInstanceProfile: { Name: 'app' }, TagSpecifications: tags })
    const types = ['instance', 'network-interface', 'security-group', 'volume'].map((type) => `${own}:${type}/*`)
    const things = allow('ec2:RunInstances', [...types, 'arn:aws:ec2:us-east-1::image/*'])
    const one = `${own}:launch-template/${LaunchTemplateId}`
    const denied = (text: string) => ({ name: 'UnauthorizedOperation', message: expect.stringContaining(text) })
    const without = await ec2.user('without-template', things)
    await expect(launch(LaunchTemplateId, {}, without)).rejects.toMatchObject(denied(`ec2:RunInstances on resource: ${one}`))
    const untagged = await ec2.user('without-tags', things, allow('ec2:RunInstances', one))
    await expect(launch(LaunchTemplateId, {}, untagged)).rejects.toMatchObject(denied(`ec2:CreateTags on resource: ${own}:instance/*`))
    const unpassed = await ec2.user('without-pass', things, allow('ec2:RunInstances', one), allow('ec2:CreateTags'))
    await expect(launch(LaunchTemplateId, {}, unpassed)).rejects.toMatchObject(denied('iam:PassRole on resource: arn:aws:iam::123456789012:role/app-role'))
    const complete = await ec2.user('complete', things, allow('ec2:RunInstances', one), allow(['ec2:CreateTags', 'iam:PassRole']))
    await launch(LaunchTemplateId, {}, complete)
  })

  it('does not learn whether a template exists without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(launch('lt-0123456789abcdef0', {}, nobody)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
