import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RequestLaunchTemplateData } from '@aws-sdk/client-ec2'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('CreateLaunchTemplate')
})
afterAll(() => ec2.close())

const LaunchTemplateData: RequestLaunchTemplateData = { InstanceType: 't3.micro', UserData: 'aGVsbG8=' }

describe('CreateLaunchTemplate', () => {
  it('answers the template with its first version, tags and maker', async () => {
    const Tags = [{ Key: 'a', Value: 'b' }]
    const { LaunchTemplate, Warning } = await ec2.root.createLaunchTemplate({
      LaunchTemplateName: 'web(1).x/y_z-0',
      VersionDescription: 'first',
      LaunchTemplateData,
      TagSpecifications: [{ ResourceType: 'launch-template', Tags }],
    })
    expect(LaunchTemplate).toEqual({
      LaunchTemplateId: expect.stringMatching(/^lt-[0-9a-f]{17}$/),
      LaunchTemplateName: 'web(1).x/y_z-0',
      CreateTime: expect.any(Date),
      CreatedBy: 'arn:aws:iam::123456789012:root',
      DefaultVersionNumber: 1,
      LatestVersionNumber: 1,
      Operator: { Managed: false },
      Tags,
    })
    expect(Warning).toBeUndefined()
    const Filters = [{ Name: 'resource-type', Values: ['launch-template'] }]
    expect((await ec2.root.describeTags({ Filters })).Tags).toMatchObject([{ ResourceId: LaunchTemplate?.LaunchTemplateId, Key: 'a', Value: 'b' }])
  })

  it('answers the same template to the same token', async () => {
    const input = { LaunchTemplateName: 'once', LaunchTemplateData, ClientToken: 'token' }
    const first = await ec2.root.createLaunchTemplate(input)
    expect((await ec2.root.createLaunchTemplate(input)).LaunchTemplate).toEqual(first.LaunchTemplate)
    await expect(ec2.root.createLaunchTemplate({ ...input, LaunchTemplateName: 'other' })).rejects.toMatchObject({
      name: 'IdempotentParameterMismatch',
      message: 'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
    })
    await expect(ec2.root.createLaunchTemplate({ ...input, ClientToken: 'another' })).rejects.toMatchObject({
      name: 'InvalidLaunchTemplateName.AlreadyExistsException',
      message: 'Launch template name already in use.',
    })
    await expect(ec2.as(undefined, 'eu-west-1').createLaunchTemplate(input)).resolves.toBeDefined()
  })

  it('takes what does not exist and warns of ids that cannot', async () => {
    const data = { ImageId: 'ami-0123456789abcdef0', IamInstanceProfile: { Name: 'none' }, KeyName: 'none' }
    expect((await ec2.root.createLaunchTemplate({ LaunchTemplateName: 'absent', LaunchTemplateData: data })).Warning).toBeUndefined()
    const { Warning } = await ec2.root.createLaunchTemplate({ LaunchTemplateName: 'warned', LaunchTemplateData: { ImageId: 'image', SecurityGroupIds: ['group'] } })
    expect(Warning?.Errors).toEqual([
      { Code: 'InvalidAMIID.Malformed', Message: 'Invalid id: "image" (expecting "ami-...")' },
      { Code: 'InvalidGroupId.Malformed', Message: "The security group ID 'group' is malformed" },
    ])
  })

  it.each<[string, string, string, RequestLaunchTemplateData]>([
    ['InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data.', 'web', { UserData: '%' }],
    ['InvalidParameterValue', "Invalid value 't0.huge' for InstanceType.", 'web', { InstanceType: 't0.huge' as never }],
    ['MissingParameter', 'The request must contain the parameter LaunchTemplateData', 'web', {}],
    [
      'InvalidLaunchTemplateName.MalformedException',
      'A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: - ( ) . / _.',
      'a b c',
      { KeyName: 'k' },
    ],
  ])('refuses with %s: %s', async (name, message, LaunchTemplateName, data) => {
    await expect(ec2.root.createLaunchTemplate({ LaunchTemplateName, LaunchTemplateData: data })).rejects.toMatchObject({ name, message })
  })

  it('needs ec2:CreateTags for tags', async () => {
    const input = { LaunchTemplateName: 'tagged', LaunchTemplateData, TagSpecifications: [{ ResourceType: 'launch-template' as const, Tags: [{ Key: 'a', Value: 'b' }] }] }
    const resource = 'arn:aws:ec2:us-east-1:123456789012:launch-template/*'
    const maker = await ec2.user('maker', allow('ec2:CreateLaunchTemplate', resource))
    await expect(maker.createLaunchTemplate(input)).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: expect.stringContaining(`ec2:CreateTags on resource: ${resource}`) })
    const condition = { StringEquals: { 'ec2:CreateAction': 'CreateLaunchTemplate', 'aws:RequestTag/a': 'b' } }
    const tagger = await ec2.user('tagger', allow('ec2:CreateLaunchTemplate', resource), allow('ec2:CreateTags', resource, condition))
    expect((await tagger.createLaunchTemplate(input)).LaunchTemplate?.CreatedBy).toBe('arn:aws:iam::123456789012:user/tagger')
    const nobody = await ec2.user('nobody')
    await expect(nobody.createLaunchTemplate(input)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
