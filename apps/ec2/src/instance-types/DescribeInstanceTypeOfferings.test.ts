import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeInstanceTypeOfferings')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeInstanceTypeOfferings', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeInstanceTypeOfferings({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeInstanceTypeOfferings') })
  })

  it('offers a type in the region, in zones and in zone ids', async () => {
    const Filters = [{ Name: 'instance-type', Values: ['t3.micro'] }]
    const inRegion = await ec2.root.describeInstanceTypeOfferings({ Filters })
    expect(inRegion.InstanceTypeOfferings).toEqual([{ InstanceType: 't3.micro', LocationType: 'region', Location: 'us-east-1' }])
    const inZones = await ec2.root.describeInstanceTypeOfferings({ Filters, LocationType: 'availability-zone' })
    expect(inZones.InstanceTypeOfferings?.map((offering) => offering.Location)).toContain('us-east-1a')
    const byId = await ec2.root.describeInstanceTypeOfferings({ Filters, LocationType: 'availability-zone-id' })
    expect(byId.InstanceTypeOfferings?.map((offering) => offering.Location)).toContain('use1-az6')
  })
})
