import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeLaunchTemplates')
})
afterAll(() => ec2.close())

const LaunchTemplateData = { KeyName: 'k' }

describe('DescribeLaunchTemplates', () => {
  it('lists by id, name, filter and page', async () => {
    const ids: string[] = []
    for (const [index, LaunchTemplateName] of ['one', 'two', 'three'].entries()) {
      const TagSpecifications = [{ ResourceType: 'launch-template' as const, Tags: [{ Key: 'n', Value: String(index) }] }]
      const { LaunchTemplate } = await ec2.root.createLaunchTemplate({ LaunchTemplateName, LaunchTemplateData, TagSpecifications })
      ids.push(LaunchTemplate?.LaunchTemplateId ?? '')
    }
    const names = async (input: Parameters<typeof ec2.root.describeLaunchTemplates>[0]) =>
      ((await ec2.root.describeLaunchTemplates(input)).LaunchTemplates ?? []).map(({ LaunchTemplateName }) => LaunchTemplateName).sort()
    expect(await names({})).toEqual(['one', 'three', 'two'])
    expect(await names({ LaunchTemplateIds: [ids[1] ?? ''] })).toEqual(['two'])
    expect(await names({ Filters: [{ Name: 'launch-template-name', Values: ['t*'] }] })).toEqual(['three', 'two'])
    expect(await names({ Filters: [{ Name: 'tag:n', Values: ['0'] }] })).toEqual(['one'])
    const first = await ec2.root.describeLaunchTemplates({ MaxResults: 2 })
    expect(first.LaunchTemplates).toHaveLength(2)
    expect(await names({ MaxResults: 2, NextToken: first.NextToken })).toHaveLength(1)
  })

  it.each([
    ['InvalidLaunchTemplateId.NotFound', 'At least one of the launch templates specified in the request does not exist.', { LaunchTemplateIds: ['lt-0123456789abcdef0'] }],
    ['InvalidLaunchTemplateName.NotFoundException', 'At least one of the launch templates specified in the request does not exist.', { LaunchTemplateNames: ['none'] }],
    ['InvalidLaunchTemplateId.Malformed', 'Invalid id: "template" (expecting "lt-...")', { LaunchTemplateIds: ['template'] }],
    ['InvalidParameterValue', "The filter 'image-id' is invalid", { Filters: [{ Name: 'image-id', Values: ['x'] }] }],
    ['InvalidParameterValue', 'Value ( 201 ) for parameter maxResults is invalid. Expecting a value smaller than or equal to 200.', { MaxResults: 201 }],
  ])('refuses with %s: %s', async (name, message, input) => {
    await expect(ec2.root.describeLaunchTemplates(input)).rejects.toMatchObject({ name, message })
  })

  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeLaunchTemplates({})).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
