import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addProfile, addRole } from '@rolecall/testkit'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeIamInstanceProfileAssociations', { stateDelaySeconds: 10 })
  await addProfile(ec2, 'app', (await addRole(ec2, 'app-role')).id)
})
afterAll(() => ec2.close())

const list = async (input: object = {}) => (await ec2.root.describeIamInstanceProfileAssociations(input)).IamInstanceProfileAssociations ?? []
const statesOf = async (id: string) => (await list({ Filters: [{ Name: 'instance-id', Values: [id] }] })).map(({ State }) => State)

describe('DescribeIamInstanceProfileAssociations', () => {
  it('shows each association through its states', async () => {
    const [id = ''] = await ec2.launch({ IamInstanceProfile: { Name: 'app' } })
    expect(await statesOf(id)).toEqual(['associating'])
    await ec2.advance(10)
    expect(await statesOf(id)).toEqual(['associated'])
    const [{ AssociationId = '' } = {}] = await list()
    await ec2.root.replaceIamInstanceProfileAssociation({ AssociationId, IamInstanceProfile: { Name: 'app' } })
    expect((await statesOf(id)).sort()).toEqual(['associating', 'disassociating'])
    await ec2.advance(10)
    expect(await statesOf(id)).toEqual(['associated'])
    expect(await list({ Filters: [{ Name: 'state', Values: ['disassociating'] }] })).toEqual([])
  })

  it('finds by id and pages', async () => {
    await ec2.launch({ MinCount: 6, MaxCount: 6, IamInstanceProfile: { Name: 'app' } })
    const all = await list()
    expect(await list({ AssociationIds: [all[1]?.AssociationId] })).toEqual([all[1]])
    const first = await ec2.root.describeIamInstanceProfileAssociations({ MaxResults: 5 })
    const second = await list({ MaxResults: 5, NextToken: first.NextToken })
    expect([...(first.IamInstanceProfileAssociations ?? []), ...second]).toEqual(all)
    await expect(list({ AssociationIds: ['iip-assoc-0'] })).rejects.toMatchObject({
      name: 'InvalidAssociationID.NotFound',
      message: "An invalid association-id of 'iip-assoc-0' was given",
    })
  })
})
