import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeVpcAttribute')
})
afterAll(() => ec2.close())

describe('DescribeVpcAttribute', () => {
  it('answers the attributes of the default VPC', async () => {
    const { Vpcs } = await ec2.root.describeVpcs({})
    const VpcId = Vpcs?.[0]?.VpcId
    expect(await ec2.root.describeVpcAttribute({ VpcId, Attribute: 'enableDnsHostnames' })).toMatchObject({ VpcId, EnableDnsHostnames: { Value: true } })
    expect(await ec2.root.describeVpcAttribute({ VpcId, Attribute: 'enableDnsSupport' })).toMatchObject({ EnableDnsSupport: { Value: true } })
    expect(await ec2.root.describeVpcAttribute({ VpcId, Attribute: 'enableNetworkAddressUsageMetrics' })).toMatchObject({ EnableNetworkAddressUsageMetrics: { Value: false } })
  })

  it('is refused on a VPC that the policy does not cover', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeVpcAttribute({ VpcId: 'vpc-00000000000000000', Attribute: 'enableDnsSupport' })).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining('ec2:DescribeVpcAttribute on resource: arn:aws:ec2:us-east-1:123456789012:vpc/vpc-00000000000000000'),
    })
  })
})
