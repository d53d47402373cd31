import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeInstanceCreditSpecifications')
})
afterAll(() => ec2.close())

describe('DescribeInstanceCreditSpecifications', () => {
  it('knows what T types have by default and what the launch asked for', async () => {
    const [t3 = ''] = await ec2.launch()
    const [t2 = ''] = await ec2.launch({ InstanceType: 't2.micro' })
    const [asked = ''] = await ec2.launch({ CreditSpecification: { CpuCredits: 'standard' } })
    const { InstanceCreditSpecifications } = await ec2.root.describeInstanceCreditSpecifications({ InstanceIds: [t3, t2, asked] })
    expect(InstanceCreditSpecifications).toEqual([
      { InstanceId: t3, CpuCredits: 'unlimited' },
      { InstanceId: t2, CpuCredits: 'standard' },
      { InstanceId: asked, CpuCredits: 'standard' },
    ])
    const all = await ec2.root.describeInstanceCreditSpecifications({})
    expect(all.InstanceCreditSpecifications).toEqual([{ InstanceId: t3, CpuCredits: 'unlimited' }])
  })

  it('refuses other types', async () => {
    const [id = ''] = await ec2.launch({ InstanceType: 'm5.large' })
    await expect(ec2.root.describeInstanceCreditSpecifications({ InstanceIds: [id] })).rejects.toMatchObject({ name: 'InstanceCreditSpecification.NotSupported' })
  })
})
