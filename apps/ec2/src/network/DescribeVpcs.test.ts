import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeVpcs')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeVpcs', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeVpcs({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeVpcs') })
  })

  it('shows the default VPC of each region', async () => {
    const { Vpcs = [] } = await ec2.root.describeVpcs({ Filters: [{ Name: 'is-default', Values: ['true'] }] })
    expect(Vpcs).toEqual([expect.objectContaining({ CidrBlock: '172.31.0.0/16', IsDefault: true, State: 'available', OwnerId: '123456789012' })])
    const elsewhere = await ec2.as(undefined, 'eu-west-1').describeVpcs({})
    expect(elsewhere.Vpcs?.[0]?.VpcId).not.toBe(Vpcs[0]?.VpcId)
  })

  it('refuses ids that do not exist', async () => {
    await expect(ec2.root.describeVpcs({ VpcIds: ['vpc-00000000000000000'] })).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
      message: "The vpc ID 'vpc-00000000000000000' does not exist",
    })
  })
})
