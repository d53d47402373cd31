import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeRegions')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeRegions', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeRegions({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeRegions') })
  })

  it('answers the enabled regions, and all when asked', async () => {
    const enabled = await ec2.root.describeRegions({})
    expect(enabled.Regions).toContainEqual({ RegionName: 'us-east-1', Endpoint: 'ec2.us-east-1.amazonaws.com', OptInStatus: 'opt-in-not-required' })
    expect(enabled.Regions?.some((region) => region.RegionName === 'af-south-1')).toBe(false)
    const all = await ec2.root.describeRegions({ AllRegions: true })
    expect(all.Regions).toContainEqual(expect.objectContaining({ RegionName: 'af-south-1', OptInStatus: 'not-opted-in' }))
  })

  it('shows each partition its own regions', async () => {
    const { Regions } = await ec2.as(undefined, 'cn-north-1').describeRegions({})
    expect(Regions?.map((region) => region.RegionName).sort()).toEqual(['cn-north-1', 'cn-northwest-1'])
  })

  it('refuses a region that does not exist', async () => {
    await expect(ec2.root.describeRegions({ RegionNames: ['mars-1'] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Invalid region: [mars-1]',
    })
  })
})
