import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { serverCertificate } from '@rolecall/testkit'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('UpdateSigningCertificate')
  for (const UserName of ['anna', 'ben']) await iam.root.createUser({ UserName })
})
afterAll(() => iam.close())

it('makes a certificate of the user inactive', async () => {
  const { Certificate } = await iam.root.uploadSigningCertificate({ UserName: 'anna', CertificateBody: serverCertificate })
  const CertificateId = Certificate?.CertificateId ?? ''
  await iam.root.updateSigningCertificate({ UserName: 'anna', CertificateId, Status: 'Inactive' })
  expect((await iam.root.listSigningCertificates({ UserName: 'anna' })).Certificates).toMatchObject([{ CertificateId, Status: 'Inactive' }])
  for (const owner of [{ UserName: 'ben' }, {}]) {
    await expect(iam.root.updateSigningCertificate({ ...owner, CertificateId, Status: 'Active' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `The Certificate with id ${CertificateId} cannot be found.`,
    })
  }
})
