import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeSecurityGroupRules')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeSecurityGroupRules', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeSecurityGroupRules({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeSecurityGroupRules') })
  })

  it('lists the two rules of the default group', async () => {
    const { SecurityGroupRules = [] } = await ec2.root.describeSecurityGroupRules({})
    expect(SecurityGroupRules.map((rule) => rule.IsEgress).sort()).toEqual([false, true])
    const unknown = await ec2.root.describeSecurityGroupRules({ Filters: [{ Name: 'group-id', Values: ['sg-00000000000000000'] }] })
    expect(unknown.SecurityGroupRules).toEqual([])
  })
})
