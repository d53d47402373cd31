import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('CreateTags')
})
afterAll(() => ec2.close())

describe('CreateTags', () => {
  it('adds and overwrites, on instances as on the default VPC', async () => {
    const [id = ''] = await ec2.launch()
    const { Vpcs } = await ec2.root.describeVpcs({})
    const VpcId = Vpcs?.[0]?.VpcId ?? ''
    await ec2.root.createTags({ Resources: [id, VpcId], Tags: [{ Key: 'team', Value: 'a' }] })
    await ec2.root.createTags({ Resources: [id], Tags: [{ Key: 'team', Value: 'b' }] })
    expect((await ec2.describe(id)).Tags).toEqual([{ Key: 'team', Value: 'b' }])
    expect((await ec2.root.describeVpcs({})).Vpcs?.[0]?.Tags).toEqual([{ Key: 'team', Value: 'a' }])
  })

  it('refuses reserved keys, too many tags and unknown resources, and then changes nothing', async () => {
    const [id = ''] = await ec2.launch()
    await expect(ec2.root.createTags({ Resources: [id], Tags: [{ Key: 'AWS:x', Value: '' }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: "Tag keys starting with 'aws:' are reserved for internal use",
    })
    const many = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' }))
    await expect(ec2.root.createTags({ Resources: [id], Tags: many })).rejects.toMatchObject({
      name: 'TagLimitExceeded',
      message: 'The resultant tag set must not have more than 50 user tags.',
    })
    const Tags = [{ Key: 'a', Value: 'b' }]
    await expect(ec2.root.createTags({ Resources: [id, 'i-00000000000000000'], Tags })).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
    await expect(ec2.root.createTags({ Resources: ['foo-1'], Tags })).rejects.toMatchObject({ name: 'InvalidID', message: "The ID 'foo-1' is not valid" })
    expect((await ec2.describe(id)).Tags ?? []).toEqual([])
  })

  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.createTags({ Resources: ['i-00000000000000000'], Tags: [{ Key: 'a', Value: 'b' }] })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
