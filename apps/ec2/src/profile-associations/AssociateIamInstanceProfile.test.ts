import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addProfile, addRole } from '@rolecall/testkit'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
const own = 'arn:aws:ec2:us-east-1:123456789012'
const profileArn = 'arn:aws:iam::123456789012:instance-profile/app'
const roleArn = 'arn:aws:iam::123456789012:role/app-role'

beforeAll(async () => {
  ec2 = await createEc2World('AssociateIamInstanceProfile')
  await addProfile(ec2, 'app', (await addRole(ec2, 'app-role')).id)
  await addProfile(ec2, 'empty', null)
})
afterAll(() => ec2.close())

const associate = (InstanceId: string, IamInstanceProfile = { Name: 'app' }) => ec2.root.associateIamInstanceProfile({ InstanceId, IamInstanceProfile })

describe('AssociateIamInstanceProfile', () => {
  it('gives a running or stopped instance its profile', async () => {
    const ids = await ec2.launch({ MinCount: 2, MaxCount: 2 })
    await ec2.root.stopInstances({ InstanceIds: ids.slice(1) })
    for (const id of ids) {
      const { IamInstanceProfileAssociation } = await associate(id)
      expect(IamInstanceProfileAssociation).toEqual({
        AssociationId: expect.stringMatching(/^iip-assoc-0[0-9a-f]{16}$/),
        InstanceId: id,
        IamInstanceProfile: { Arn: profileArn, Id: expect.stringMatching(/^AIPA/) },
        State: 'associating',
      })
      expect((await ec2.describe(id)).IamInstanceProfile).toEqual(IamInstanceProfileAssociation?.IamInstanceProfile)
    }
  })

  it('refuses a second one', async () => {
    const [id = ''] = await ec2.launch({ IamInstanceProfile: { Name: 'app' } })
    await expect(associate(id)).rejects.toMatchObject({ name: 'IncorrectState', message: 'There is an existing association for instance ID' })
  })

  it('lets one of two at a time through', async () => {
    const [id = ''] = await ec2.launch()
    const outcomes = await Promise.allSettled([associate(id), associate(id)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('refuses terminated and unknown instances and unusable profiles', async () => {
    const [id = '', gone = ''] = await ec2.launch({ MinCount: 2, MaxCount: 2 })
    await ec2.root.terminateInstances({ InstanceIds: [gone] })
    await expect(associate(gone)).rejects.toMatchObject({
      name: 'IncorrectInstanceState',
      message: `The instance '${gone}' is not in the 'running' or 'stopped' states.`,
    })
    await expect(associate('i-0123456789abcdef0')).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
    await expect(associate(id, { Name: 'none' })).rejects.toMatchObject({
      message: 'Value (none) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name',
    })
    await expect(associate(id, { Name: 'empty' })).rejects.toMatchObject({
      message: 'Value (empty) for parameter iamInstanceProfile.name is invalid. IAM Instance Profile "arn:aws:iam::123456789012:instance-profile/empty" has no associated IAM Roles',
    })
  })

  it('needs permission on the instance, for the profile, and to pass the role', async () => {
    const [InstanceId = ''] = await ec2.launch()
    const input = { InstanceId, IamInstanceProfile: { Arn: profileArn } }
    const action = 'ec2:AssociateIamInstanceProfile'
    const other = await ec2.user('other-profile', allow(action, `${own}:instance/*`, { ArnEquals: { 'ec2:NewInstanceProfile': `${profileArn}2` } }))
    await expect(other.associateIamInstanceProfile(input)).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(`${action} on resource: ${own}:instance/${InstanceId} because`),
    })
    const condition = { ArnEquals: { 'ec2:NewInstanceProfile': profileArn } }
    const half = await ec2.user('half', allow(action, `${own}:instance/*`, condition))
    await expect(half.associateIamInstanceProfile(input)).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(`iam:PassRole on resource: ${roleArn} because`),
    })
    const pass = allow('iam:PassRole', roleArn, { StringEquals: { 'iam:AssociatedResourceArn': `${own}:instance/${InstanceId}` } })
    const full = await ec2.user('full', allow(action, `${own}:instance/*`, condition), pass)
    await full.associateIamInstanceProfile(input)
  })
})
