import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DeleteLaunchTemplate')
})
afterAll(() => ec2.close())

const LaunchTemplateData = { KeyName: 'k' }

describe('DeleteLaunchTemplate', () => {
  it('takes every version along and frees the name', async () => {
    const { LaunchTemplate } = await ec2.root.createLaunchTemplate({ LaunchTemplateName: 'gone', LaunchTemplateData })
    const deleted = await ec2.root.deleteLaunchTemplate({ LaunchTemplateId: LaunchTemplate?.LaunchTemplateId })
    expect(deleted.LaunchTemplate).toEqual(LaunchTemplate)
    await expect(ec2.root.describeLaunchTemplateVersions({ LaunchTemplateName: 'gone' })).rejects.toMatchObject({ name: 'InvalidLaunchTemplateName.NotFoundException' })
    const again = await ec2.root.createLaunchTemplate({ LaunchTemplateName: 'gone', LaunchTemplateData })
    expect(again.LaunchTemplate?.LaunchTemplateId).not.toBe(LaunchTemplate?.LaunchTemplateId)
  })

  it('refuses a template that does not exist, and callers without permission', async () => {
    await expect(ec2.root.deleteLaunchTemplate({ LaunchTemplateName: 'none' })).rejects.toMatchObject({
      name: 'InvalidLaunchTemplateName.NotFoundException',
      message: 'The specified launch template, with template name none, does not exist.',
    })
    await expect(ec2.root.deleteLaunchTemplate({ LaunchTemplateName: 'none', DryRun: true })).rejects.toMatchObject({ name: 'InvalidLaunchTemplateName.NotFoundException' })
    const nobody = await ec2.user('nobody')
    await expect(nobody.deleteLaunchTemplate({ LaunchTemplateName: 'none' })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
