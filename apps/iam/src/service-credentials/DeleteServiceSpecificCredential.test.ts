import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('DeleteServiceSpecificCredential')
  await iam.root.createUser({ UserName: 'anna' })
})
afterAll(() => iam.close())

it('removes the credential, which kept its user from being deleted', async () => {
  const made = await iam.root.createServiceSpecificCredential({ UserName: 'anna', ServiceName: 'codecommit.amazonaws.com' })
  const ServiceSpecificCredentialId = made.ServiceSpecificCredential?.ServiceSpecificCredentialId ?? ''
  await expect(iam.root.deleteUser({ UserName: 'anna' })).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must remove referenced objects first.',
  })
  await iam.root.deleteServiceSpecificCredential({ UserName: 'anna', ServiceSpecificCredentialId })
  await expect(iam.root.deleteServiceSpecificCredential({ UserName: 'anna', ServiceSpecificCredentialId })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: `No such credential ${ServiceSpecificCredentialId} exists`,
  })
  await iam.root.deleteUser({ UserName: 'anna' })
})
