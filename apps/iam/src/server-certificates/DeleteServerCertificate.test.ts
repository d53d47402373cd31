import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { serverCertificate, serverKey } from '@rolecall/testkit'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('DeleteServerCertificate')
})
afterAll(() => iam.close())

it('removes the certificate', async () => {
  await iam.root.uploadServerCertificate({ ServerCertificateName: 'site', CertificateBody: serverCertificate, PrivateKey: serverKey })
  await iam.root.deleteServerCertificate({ ServerCertificateName: 'SITE' })
  expect((await iam.root.listServerCertificates({})).ServerCertificateMetadataList).toEqual([])
  await expect(iam.root.deleteServerCertificate({ ServerCertificateName: 'site' })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The Server Certificate with name site cannot be found.',
  })
})
