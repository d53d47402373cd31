import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addProfile, addRole } from '@rolecall/testkit'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
const profileArn = 'arn:aws:iam::123456789012:instance-profile/app'

beforeAll(async () => {
  ec2 = await createEc2World('DisassociateIamInstanceProfile')
  await addProfile(ec2, 'app', (await addRole(ec2, 'app-role')).id)
})
afterAll(() => ec2.close())

const associationOf = async (id: string): Promise<string> => {
  const { IamInstanceProfileAssociations } = await ec2.root.describeIamInstanceProfileAssociations({ Filters: [{ Name: 'instance-id', Values: [id] }] })
  return IamInstanceProfileAssociations?.[0]?.AssociationId ?? ''
}

describe('DisassociateIamInstanceProfile', () => {
  it('takes the profile away, so that another one can come', async () => {
    const [id = ''] = await ec2.launch({ IamInstanceProfile: { Name: 'app' } })
    const AssociationId = await associationOf(id)
    const { IamInstanceProfileAssociation } = await ec2.root.disassociateIamInstanceProfile({ AssociationId })
    expect(IamInstanceProfileAssociation).toMatchObject({ AssociationId, InstanceId: id, State: 'disassociating' })
    expect((await ec2.describe(id)).IamInstanceProfile).toBeUndefined()
    await expect(ec2.root.disassociateIamInstanceProfile({ AssociationId })).rejects.toMatchObject({
      name: 'InvalidAssociationID.NotFound',
      message: `An invalid association-id of '${AssociationId}' was given`,
    })
    await ec2.root.associateIamInstanceProfile({ InstanceId: id, IamInstanceProfile: { Name: 'app' } })
  })

  it('needs permission on the instance, which may depend on its present profile', async () => {
    const [id = ''] = await ec2.launch({ IamInstanceProfile: { Name: 'app' } })
    const AssociationId = await associationOf(id)
    const action = 'ec2:DisassociateIamInstanceProfile'
    const nobody = await ec2.user('nobody')
    await expect(nobody.disassociateIamInstanceProfile({ AssociationId })).rejects.toMatchObject({
      message: expect.stringContaining(`${action} on resource: arn:aws:ec2:us-east-1:123456789012:instance/${id} because`),
    })
    await expect(nobody.disassociateIamInstanceProfile({ AssociationId: 'iip-assoc-0' })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    const user = await ec2.user('user', allow(action, '*', { ArnEquals: { 'ec2:InstanceProfile': profileArn } }))
    await user.disassociateIamInstanceProfile({ AssociationId })
  })
})
