import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { serverCertificate } from '@rolecall/testkit'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('DeleteSigningCertificate')
  await iam.root.createUser({ UserName: 'anna' })
})
afterAll(() => iam.close())

it('removes the certificate, which kept its user from being deleted', async () => {
  const { Certificate } = await iam.root.uploadSigningCertificate({ UserName: 'anna', CertificateBody: serverCertificate })
  const named = { UserName: 'anna', CertificateId: Certificate?.CertificateId ?? '' }
  await expect(iam.root.deleteUser({ UserName: 'anna' })).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete signing certificates first.',
  })
  await iam.root.deleteSigningCertificate(named)
  await expect(iam.root.deleteSigningCertificate(named)).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: `The Certificate with id ${named.CertificateId} cannot be found.`,
  })
  await iam.root.deleteUser({ UserName: 'anna' })
})
