import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeAvailabilityZones')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeAvailabilityZones', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeAvailabilityZones({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeAvailabilityZones') })
  })

  it('shows a zone as AWS does', async () => {
    const { AvailabilityZones } = await ec2.root.describeAvailabilityZones({ ZoneNames: ['us-east-1a'] })
    expect(AvailabilityZones).toEqual([
      {
        GroupLongName: 'US East (N. Virginia) 1',
        GroupName: 'us-east-1-zg-1',
        Messages: [],
        NetworkBorderGroup: 'us-east-1',
        OptInStatus: 'opt-in-not-required',
        RegionName: 'us-east-1',
        State: 'available',
        ZoneId: 'use1-az6',
        ZoneName: 'us-east-1a',
        ZoneType: 'availability-zone',
      },
    ])
  })

  it('refuses a zone of another region', async () => {
    await expect(ec2.root.describeAvailabilityZones({ ZoneNames: ['eu-west-1a'] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Invalid availability zone: [eu-west-1a]',
    })
  })
})
