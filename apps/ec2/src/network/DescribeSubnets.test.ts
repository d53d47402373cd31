import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeSubnets')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeSubnets', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeSubnets({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeSubnets') })
  })

  it('has one default subnet in each zone and counts what is used', async () => {
    const { Subnets = [] } = await ec2.root.describeSubnets({ Filters: [{ Name: 'default-for-az', Values: ['true'] }] })
    expect(Subnets.map((subnet) => subnet.AvailabilityZone).sort()).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1d', 'us-east-1e', 'us-east-1f'])
    const SubnetId = Subnets[0]?.SubnetId
    expect(Subnets[0]?.AvailableIpAddressCount).toBe(4091)
    await ec2.launch({ SubnetId, MinCount: 2, MaxCount: 2 })
    const after = await ec2.root.describeSubnets({ SubnetIds: [SubnetId ?? ''] })
    expect(after.Subnets?.[0]?.AvailableIpAddressCount).toBe(4089)
  })

  it('refuses ids that do not exist', async () => {
    await expect(ec2.root.describeSubnets({ SubnetIds: ['subnet-00000000000000000'] })).rejects.toMatchObject({
      name: 'InvalidSubnetID.NotFound',
      message: "The subnet ID 'subnet-00000000000000000' does not exist",
    })
  })
})
