import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('UpdateAccessKey', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UpdateAccessKey')
  })
  afterAll(() => iam.close())

  it('turns a key off and on for the very next call', async () => {
    const anna = await iam.user('anna', allow('iam:ListUsers'))
    const { AccessKeyMetadata } = await iam.root.listAccessKeys({ UserName: 'anna' })
    const AccessKeyId = AccessKeyMetadata?.[0]?.AccessKeyId ?? ''
    await anna.listUsers({})
    await iam.root.updateAccessKey({ UserName: 'anna', AccessKeyId, Status: 'Inactive' })
    await expect(anna.listUsers({})).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
    })
    await iam.root.updateAccessKey({ UserName: 'anna', AccessKeyId, Status: 'Active' })
    await anna.listUsers({})
  })

  it('refuses a status that access keys cannot have', async () => {
    await expect(iam.root.updateAccessKey({ UserName: 'anna', AccessKeyId: 'AKIAUNKNOWNUNKNOWN22', Status: 'Expired' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set",
    })
  })

  it("refuses keys that are not the user's", async () => {
    await iam.user('berta')
    const { AccessKeyMetadata } = await iam.root.listAccessKeys({ UserName: 'berta' })
    const AccessKeyId = AccessKeyMetadata?.[0]?.AccessKeyId ?? ''
    for (const UserName of ['anna', undefined]) {
      await expect(iam.root.updateAccessKey({ UserName, AccessKeyId, Status: 'Inactive' })).rejects.toMatchObject({
        name: 'NoSuchEntityException',
        message: `The Access Key with id ${AccessKeyId} cannot be found.`,
      })
    }
  })
})
