import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeTags')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeTags', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeTags({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeTags') })
  })

  it('lists tags of every kind of resource and filters them', async () => {
    const [id = ''] = await ec2.launch()
    await ec2.root.createTags({ Resources: [id], Tags: [{ Key: 'team', Value: 'a' }] })
    const { Tags } = await ec2.root.describeTags({ Filters: [{ Name: 'resource-id', Values: [id] }] })
    expect(Tags).toEqual([{ ResourceId: id, ResourceType: 'instance', Key: 'team', Value: 'a' }])
    expect((await ec2.root.describeTags({ Filters: [{ Name: 'tag:team', Values: ['b'] }] })).Tags).toEqual([])
  })
})
