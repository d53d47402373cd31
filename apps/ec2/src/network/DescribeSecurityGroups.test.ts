import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeSecurityGroups')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeSecurityGroups', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeSecurityGroups({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeSecurityGroups') })
  })

  it('shows the default group of the default VPC', async () => {
    const { SecurityGroups = [] } = await ec2.root.describeSecurityGroups({ GroupNames: ['default'] })
    expect(SecurityGroups).toEqual([expect.objectContaining({ GroupName: 'default', Description: 'default VPC security group' })])
    expect(SecurityGroups[0]?.IpPermissionsEgress?.[0]?.IpRanges).toEqual([{ CidrIp: '0.0.0.0/0' }])
  })

  it('refuses groups that do not exist', async () => {
    await expect(ec2.root.describeSecurityGroups({ GroupIds: ['sg-00000000000000000'] })).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
      message: "The security group 'sg-00000000000000000' does not exist",
    })
    await expect(ec2.root.describeSecurityGroups({ GroupIds: ['sg'] })).rejects.toMatchObject({
      name: 'InvalidGroupId.Malformed',
      message: "The security group ID 'sg' is malformed",
    })
  })
})
