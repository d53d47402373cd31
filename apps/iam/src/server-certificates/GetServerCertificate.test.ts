import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { issuerCertificate, serverCertificate, serverKey } from '@rolecall/testkit'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('GetServerCertificate')
})
afterAll(() => iam.close())

it('shows certificate, chain and tags, never the key', async () => {
  const upload = { ServerCertificateName: 'Site', CertificateBody: serverCertificate, PrivateKey: serverKey }
  const { ServerCertificateMetadata } = await iam.root.uploadServerCertificate(upload)
  expect((await iam.root.getServerCertificate({ ServerCertificateName: 'site' })).ServerCertificate).toEqual({
    ServerCertificateMetadata,
    CertificateBody: serverCertificate,
  })
  await iam.root.uploadServerCertificate({ ...upload, ServerCertificateName: 'chained', CertificateBody: `\n${serverCertificate}\n`, CertificateChain: `${issuerCertificate}\n` })
  await iam.root.tagServerCertificate({ ServerCertificateName: 'chained', Tags: [{ Key: 'k', Value: 'v' }] })
  expect((await iam.root.getServerCertificate({ ServerCertificateName: 'chained' })).ServerCertificate).toMatchObject({
    CertificateBody: serverCertificate,
    CertificateChain: issuerCertificate,
    Tags: [{ Key: 'k', Value: 'v' }],
  })
  await expect(iam.root.getServerCertificate({ ServerCertificateName: 'nothing' })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The Server Certificate with name nothing cannot be found.',
  })
})
