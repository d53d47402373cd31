import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addProfile, addRole } from '@rolecall/testkit'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('ReplaceIamInstanceProfileAssociation')
  await addProfile(ec2, 'first', (await addRole(ec2, 'first-role')).id)
  await addProfile(ec2, 'second', (await addRole(ec2, 'second-role')).id)
})
afterAll(() => ec2.close())

const launchAssociated = async (): Promise<{ id: string; AssociationId: string }> => {
  const [id = ''] = await ec2.launch({ IamInstanceProfile: { Name: 'first' } })
  const { IamInstanceProfileAssociations } = await ec2.root.describeIamInstanceProfileAssociations({ Filters: [{ Name: 'instance-id', Values: [id] }] })
  return { id, AssociationId: IamInstanceProfileAssociations?.[0]?.AssociationId ?? '' }
}

const second = { Name: 'second' }

describe('ReplaceIamInstanceProfileAssociation', () => {
  it('makes a new association in place of the old one', async () => {
    const { id, AssociationId } = await launchAssociated()
    const { IamInstanceProfileAssociation: made } = await ec2.root.replaceIamInstanceProfileAssociation({ AssociationId, IamInstanceProfile: second })
    expect(made).toMatchObject({ InstanceId: id, State: 'associating', IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/second' } })
    expect(made?.AssociationId).not.toBe(AssociationId)
    expect((await ec2.describe(id)).IamInstanceProfile).toEqual(made?.IamInstanceProfile)
    await expect(ec2.root.replaceIamInstanceProfileAssociation({ AssociationId, IamInstanceProfile: second })).rejects.toMatchObject({
      name: 'InvalidAssociationID.NotFound',
    })
  })

  it('works on running instances only', async () => {
    const { id, AssociationId } = await launchAssociated()
    await ec2.root.stopInstances({ InstanceIds: [id] })
    await expect(ec2.root.replaceIamInstanceProfileAssociation({ AssociationId, IamInstanceProfile: second })).rejects.toMatchObject({
      name: 'IncorrectState',
      message: 'The association ID is not the active association',
    })
  })

  it('needs to pass the role of the new profile', async () => {
    const { AssociationId } = await launchAssociated()
    const user = await ec2.user('user', allow('ec2:ReplaceIamInstanceProfileAssociation'), allow('iam:PassRole', 'arn:aws:iam::123456789012:role/first-role'))
    await expect(user.replaceIamInstanceProfileAssociation({ AssociationId, IamInstanceProfile: second })).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining('iam:PassRole on resource: arn:aws:iam::123456789012:role/second-role because'),
    })
    await user.replaceIamInstanceProfileAssociation({ AssociationId, IamInstanceProfile: { Name: 'first' } })
  })
})
