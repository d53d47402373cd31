import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DeleteTags')
})
afterAll(() => ec2.close())

describe('DeleteTags', () => {
  it('deletes by key, by key and value, and all', async () => {
    const [id = ''] = await ec2.launch()
    const Tags = ['a', 'b', 'c'].map((Key) => ({ Key, Value: Key }))
    await ec2.root.createTags({ Resources: [id], Tags })
    await ec2.root.deleteTags({ Resources: [id], Tags: [{ Key: 'a' }, { Key: 'b', Value: 'other' }] })
    expect((await ec2.describe(id)).Tags?.map((tag) => tag.Key)).toEqual(['b', 'c'])
    await ec2.root.deleteTags({ Resources: [id] })
    expect((await ec2.describe(id)).Tags ?? []).toEqual([])
  })

  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.deleteTags({ Resources: ['i-00000000000000000'] })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
