import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('CreateLaunchTemplateVersion')
})
afterAll(() => ec2.close())

const make = async (LaunchTemplateName: string) => {
  await ec2.root.createLaunchTemplate({ LaunchTemplateName, LaunchTemplateData: { InstanceType: 't3.micro', KeyName: 'k', Monitoring: { Enabled: true } } })
  return LaunchTemplateName
}

describe('CreateLaunchTemplateVersion', () => {
  it('overlays the source, member by member', async () => {
    const LaunchTemplateName = await make('overlaid')
    const LaunchTemplateData = { InstanceType: 't3.small' as const, Monitoring: { Enabled: false } }
    const { LaunchTemplateVersion } = await ec2.root.createLaunchTemplateVersion({ LaunchTemplateName, SourceVersion: '$Latest', VersionDescription: 'two', LaunchTemplateData })
    expect(LaunchTemplateVersion).toMatchObject({
      VersionNumber: 2,
      VersionDescription: 'two',
      DefaultVersion: false,
      LaunchTemplateData: { InstanceType: 't3.small', KeyName: 'k', Monitoring: { Enabled: false } },
    })
    const alone = await ec2.root.createLaunchTemplateVersion({ LaunchTemplateName, LaunchTemplateData })
    expect(alone.LaunchTemplateVersion).toMatchObject({ VersionNumber: 3, LaunchTemplateData })
    expect(alone.LaunchTemplateVersion?.LaunchTemplateData?.KeyName).toBeUndefined()
    const { LaunchTemplates } = await ec2.root.describeLaunchTemplates({ LaunchTemplateNames: [LaunchTemplateName] })
    expect(LaunchTemplates).toMatchObject([{ DefaultVersionNumber: 1, LatestVersionNumber: 3 }])
  })

  it('makes one version of a token, and never uses a number again', async () => {
    const LaunchTemplateName = await make('numbers')
    const input = { LaunchTemplateName, LaunchTemplateData: { KeyName: 'other' }, ClientToken: 'version' }
    expect((await ec2.root.createLaunchTemplateVersion(input)).LaunchTemplateVersion?.VersionNumber).toBe(2)
    expect((await ec2.root.createLaunchTemplateVersion(input)).LaunchTemplateVersion?.VersionNumber).toBe(2)
    await ec2.root.deleteLaunchTemplateVersions({ LaunchTemplateName, Versions: ['2'] })
    const third = await ec2.root.createLaunchTemplateVersion({ ...input, ClientToken: 'next' })
    expect(third.LaunchTemplateVersion?.VersionNumber).toBe(3)
  })

  it('resolves image aliases when asked', async () => {
    const LaunchTemplateName = await make('alias')
    const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
    const plain = await ec2.root.createLaunchTemplateVersion({ LaunchTemplateName, LaunchTemplateData: { ImageId } })
    expect(plain.LaunchTemplateVersion?.LaunchTemplateData?.ImageId).toBe(ImageId)
    const { LaunchTemplateVersions } = await ec2.root.describeLaunchTemplateVersions({ LaunchTemplateName, Versions: ['$Latest'], ResolveAlias: true })
    expect(LaunchTemplateVersions?.[0]?.LaunchTemplateData?.ImageId).toMatch(/^ami-[0-9a-f]{17}$/)
  })

  it('gives every one of many versions at once a number of its own', async () => {
    const LaunchTemplateName = await make('crowd')
    const made = await Promise.all(Array.from({ length: 8 }, () => ec2.root.createLaunchTemplateVersion({ LaunchTemplateName, LaunchTemplateData: { KeyName: 'k' } })))
    const numbers = made.map(({ LaunchTemplateVersion }) => LaunchTemplateVersion?.VersionNumber ?? 0)
    expect(numbers.sort((one, other) => one - other)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('refuses templates and sources that do not exist, and callers without permission on that template', async () => {
    const LaunchTemplateName = await make('refusing')
    const LaunchTemplateData = { KeyName: 'k' }
    await expect(ec2.root.createLaunchTemplateVersion({ LaunchTemplateName: 'none', LaunchTemplateData })).rejects.toMatchObject({
      name: 'InvalidLaunchTemplateName.NotFoundException',
      message: 'The specified launch template, with template name none, does not exist.',
    })
    await expect(ec2.root.createLaunchTemplateVersion({ LaunchTemplateId: 'lt-0123456789abcdef0', LaunchTemplateData })).rejects.toMatchObject({
      name: 'InvalidLaunchTemplateId.NotFound',
      message: 'The specified launch template, with template ID lt-0123456789abcdef0, does not exist.',
    })
    await expect(ec2.root.createLaunchTemplateVersion({ LaunchTemplateName, LaunchTemplateData, SourceVersion: '9' })).rejects.toMatchObject({ name: 'InvalidLaunchTemplateId.VersionNotFound' })
    const { LaunchTemplates } = await ec2.root.describeLaunchTemplates({ LaunchTemplateNames: [LaunchTemplateName] })
    const resource = `arn:aws:ec2:us-east-1:123456789012:launch-template/${LaunchTemplates?.[0]?.LaunchTemplateId ?? ''}`
    const other = await ec2.user('other-template', allow('ec2:CreateLaunchTemplateVersion', 'arn:aws:ec2:us-east-1:123456789012:launch-template/lt-0'))
    await expect(other.createLaunchTemplateVersion({ LaunchTemplateName, LaunchTemplateData })).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(`ec2:CreateLaunchTemplateVersion on resource: ${resource}`),
    })
  })
})
