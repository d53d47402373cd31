import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DeleteLaunchTemplateVersions')
})
afterAll(() => ec2.close())

const LaunchTemplateName = 'pruned'

describe('DeleteLaunchTemplateVersions', () => {
  it('deletes what it can and tells what stays', async () => {
    const { LaunchTemplate } = await ec2.root.createLaunchTemplate({ LaunchTemplateName, LaunchTemplateData: { KeyName: 'k' } })
    const LaunchTemplateId = LaunchTemplate?.LaunchTemplateId
    for (const KeyName of ['l', 'm']) await ec2.root.createLaunchTemplateVersion({ LaunchTemplateName, LaunchTemplateData: { KeyName } })
    const answer = await ec2.root.deleteLaunchTemplateVersions({ LaunchTemplateName, Versions: ['1', '3', '9'] })
    expect(answer.SuccessfullyDeletedLaunchTemplateVersions).toEqual([{ LaunchTemplateId, LaunchTemplateName, VersionNumber: 3 }])
    expect(answer.UnsuccessfullyDeletedLaunchTemplateVersions).toMatchObject([
      { VersionNumber: 1, ResponseError: { Code: 'unexpectedError', Message: 'Version 1 is the default version of the launch template and cannot be deleted.' } },
      { VersionNumber: 9, ResponseError: { Code: 'launchTemplateVersionDoesNotExist', Message: 'Version 9 of the launch template does not exist.' } },
    ])
    const { LaunchTemplates } = await ec2.root.describeLaunchTemplates({ LaunchTemplateNames: [LaunchTemplateName] })
    expect(LaunchTemplates).toMatchObject([{ DefaultVersionNumber: 1, LatestVersionNumber: 2 }])
  })

  it('needs versions, and is refused to callers without permission', async () => {
    await expect(ec2.root.deleteLaunchTemplateVersions({ LaunchTemplateName, Versions: [] })).rejects.toMatchObject({
      name: 'MissingParameter',
      message: 'The request must contain the parameter LaunchTemplateVersion',
    })
    const nobody = await ec2.user('nobody')
    await expect(nobody.deleteLaunchTemplateVersions({ LaunchTemplateName, Versions: ['1'] })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
