import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('UpdateServiceSpecificCredential')
  for (const UserName of ['anna', 'ben']) await iam.root.createUser({ UserName })
})
afterAll(() => iam.close())

it('makes a credential of the user inactive', async () => {
  const made = await iam.root.createServiceSpecificCredential({ UserName: 'anna', ServiceName: 'codecommit.amazonaws.com' })
  const ServiceSpecificCredentialId = made.ServiceSpecificCredential?.ServiceSpecificCredentialId ?? ''
  await iam.root.updateServiceSpecificCredential({ UserName: 'anna', ServiceSpecificCredentialId, Status: 'Inactive' })
  expect((await iam.root.listServiceSpecificCredentials({ UserName: 'anna' })).ServiceSpecificCredentials).toMatchObject([{ Status: 'Inactive' }])
  await expect(
    iam.root.updateServiceSpecificCredential({ UserName: 'ben', ServiceSpecificCredentialId, Status: 'Active' }),
  ).rejects.toMatchObject({ name: 'NoSuchEntityException', message: `No such credential ${ServiceSpecificCredentialId} exists` })
  await expect(
    iam.root.updateServiceSpecificCredential({ UserName: 'anna', ServiceSpecificCredentialId, Status: 'Expired' }),
  ).rejects.toMatchObject({ name: 'ValidationError' })
})
