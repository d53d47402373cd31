import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeLaunchTemplateVersions')
})
afterAll(() => ec2.close())

const LaunchTemplateName = 'versions'
const versions = async (input: Parameters<typeof ec2.root.describeLaunchTemplateVersions>[0]) =>
  ((await ec2.root.describeLaunchTemplateVersions(input)).LaunchTemplateVersions ?? []).map(({ VersionNumber }) => VersionNumber)

beforeAll(async () => {
  await ec2.root.createLaunchTemplate({ LaunchTemplateName, LaunchTemplateData: { InstanceType: 't3.micro' } })
  for (const InstanceType of ['t3.small', 't3.medium'] as const) {
    const InstanceMarketOptions = { MarketType: 'spot' as const, SpotOptions: { ValidUntil: new Date('2027-01-01T00:00:00Z') } }
    await ec2.root.createLaunchTemplateVersion({ LaunchTemplateName, LaunchTemplateData: { InstanceType, InstanceMarketOptions } })
  }
  await ec2.root.modifyLaunchTemplate({ LaunchTemplateName, DefaultVersion: '2' })
})

describe('DescribeLaunchTemplateVersions', () => {
  it('lists the newest first, by number, name, bounds, filter and page', async () => {
    expect(await versions({ LaunchTemplateName })).toEqual([3, 2, 1])
    expect(await versions({ LaunchTemplateName, Versions: ['1', '$Latest'] })).toEqual([3, 1])
    expect(await versions({ LaunchTemplateName, Versions: ['$Default'] })).toEqual([2])
    expect(await versions({ LaunchTemplateName, MinVersion: '2' })).toEqual([3, 2])
    expect(await versions({ LaunchTemplateName, MaxVersion: '2' })).toEqual([2, 1])
    expect(await versions({ LaunchTemplateName, Filters: [{ Name: 'is-default-version', Values: ['true'] }] })).toEqual([2])
    expect(await versions({ LaunchTemplateName, Filters: [{ Name: 'instance-type', Values: ['*.micro'] }] })).toEqual([1])
    const { NextToken } = await ec2.root.describeLaunchTemplateVersions({ LaunchTemplateName, MaxResults: 2 })
    expect(await versions({ LaunchTemplateName, MaxResults: 2, NextToken })).toEqual([1])
  })

  it('gives back times as times', async () => {
    const { LaunchTemplateVersions } = await ec2.root.describeLaunchTemplateVersions({ LaunchTemplateName, Versions: ['$Latest'] })
    expect(LaunchTemplateVersions?.[0]?.LaunchTemplateData?.InstanceMarketOptions?.SpotOptions?.ValidUntil).toEqual(new Date('2027-01-01T00:00:00Z'))
  })

  it('names one version of every template without naming a template', async () => {
    expect(await versions({ Versions: ['$Latest'] })).toEqual([3])
    expect(await versions({ Versions: ['$Default'] })).toEqual([2])
  })

  it.each([
    ['InvalidLaunchTemplateId.VersionNotFound', expect.stringMatching(/^Could not find the specified version 9 for the launch template with ID lt-[0-9a-f]{17}\.$/), { LaunchTemplateName, Versions: ['9'] }],
    ['InvalidLaunchTemplateId.VersionNotFound', expect.stringMatching(/^Could not find the specified version 99999999999999/), { LaunchTemplateName, Versions: ['99999999999999'] }],
    ['InvalidParameterValue', "Invalid launch template version: either '$Default', '$Latest', or a numeric version are allowed.", { LaunchTemplateName, Versions: ['first'] }],
    ['InvalidParameterValue', 'Without a launch template ID or launch template name only the versions $Latest and $Default can be described.', { Versions: ['1'] }],
    ['MissingParameter', 'Either launch template ID or launch template name must be provided to describe its versions.', {}],
    ['InvalidParameterCombination', 'Either provide launch template ID or launch template name to describe its versions.', { LaunchTemplateName, LaunchTemplateId: 'lt-0123456789abcdef0' }],
    ['InvalidLaunchTemplateName.NotFoundException', 'The specified launch template, with template name none, does not exist.', { LaunchTemplateName: 'none' }],
  ])('refuses with %s: %s', async (name, message, input) => {
    await expect(ec2.root.describeLaunchTemplateVersions(input)).rejects.toMatchObject({ name, message })
  })

  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeLaunchTemplateVersions({ LaunchTemplateName })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
