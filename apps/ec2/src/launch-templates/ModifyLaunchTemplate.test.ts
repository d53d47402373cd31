import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('ModifyLaunchTemplate')
})
afterAll(() => ec2.close())

const LaunchTemplateName = 'modified'
let arn: string

beforeAll(async () => {
  const { LaunchTemplate } = await ec2.root.createLaunchTemplate({ LaunchTemplateName, LaunchTemplateData: { KeyName: 'k' } })
  arn = `arn:aws:ec2:us-east-1:123456789012:launch-template/${LaunchTemplate?.LaunchTemplateId ?? ''}`
  await ec2.root.createLaunchTemplateVersion({ LaunchTemplateName, LaunchTemplateData: { KeyName: 'l' } })
})

describe('ModifyLaunchTemplate', () => {
  it('changes the default version', async () => {
    expect((await ec2.root.modifyLaunchTemplate({ LaunchTemplateName, DefaultVersion: '2' })).LaunchTemplate).toMatchObject({ DefaultVersionNumber: 2, LatestVersionNumber: 2 })
    expect((await ec2.root.modifyLaunchTemplate({ LaunchTemplateName, DefaultVersion: '1' })).LaunchTemplate?.DefaultVersionNumber).toBe(1)
    expect((await ec2.root.modifyLaunchTemplate({ LaunchTemplateName, DefaultVersion: '$Latest' })).LaunchTemplate?.DefaultVersionNumber).toBe(2)
  })

  it.each([
    ['InvalidLaunchTemplateId.VersionNotFound', 'The launch template version 9 is not found for the specified launch template.', { LaunchTemplateName, DefaultVersion: '9' }],
    ['InvalidParameterCombination', 'Either provide launch template ID or launch template name to modify the template.', { LaunchTemplateName, LaunchTemplateId: 'lt-0123456789abcdef0', DefaultVersion: '1' }],
    ['MissingParameter', 'Either launch template ID or launch template name must be provided to modify the template.', { DefaultVersion: '1' }],
    ['MissingParameter', 'The request must contain the parameter SetDefaultVersion', { LaunchTemplateName }],
  ])('refuses with %s: %s', async (name, message, input) => {
    await expect(ec2.root.modifyLaunchTemplate(input)).rejects.toMatchObject({ name, message })
  })

  it('is decided on the template that is named, and on its tags', async () => {
    const modifier = await ec2.user('modifier', allow('ec2:ModifyLaunchTemplate', '*', { StringEquals: { 'aws:ResourceTag/team': 'a' } }))
    await expect(modifier.modifyLaunchTemplate({ LaunchTemplateName, DefaultVersion: '1' })).rejects.toMatchObject({ message: expect.stringContaining(`ec2:ModifyLaunchTemplate on resource: ${arn}`) })
    await ec2.root.createTags({ Resources: [arn.slice(arn.indexOf('/') + 1)], Tags: [{ Key: 'team', Value: 'a' }] })
    await modifier.modifyLaunchTemplate({ LaunchTemplateName, DefaultVersion: '1' })
  })
})
