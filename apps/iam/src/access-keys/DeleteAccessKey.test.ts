import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('DeleteAccessKey', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('DeleteAccessKey')
  })
  afterAll(() => iam.close())

  it('ends the key for good', async () => {
    const anna = await iam.user('anna', allow('iam:ListUsers'))
    const { AccessKeyMetadata } = await iam.root.listAccessKeys({ UserName: 'anna' })
    const AccessKeyId = AccessKeyMetadata?.[0]?.AccessKeyId ?? ''
    await anna.listUsers({})
    await iam.root.deleteAccessKey({ UserName: 'anna', AccessKeyId })
    await expect(anna.listUsers({})).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
    await expect(iam.root.deleteAccessKey({ UserName: 'anna', AccessKeyId })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `The Access Key with id ${AccessKeyId} cannot be found.`,
    })
  })
})
