import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { serverCertificate, serverKey } from '@rolecall/testkit'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('UpdateServerCertificate')
  for (const ServerCertificateName of ['one', 'two']) {
    await iam.root.uploadServerCertificate({ ServerCertificateName, CertificateBody: serverCertificate, PrivateKey: serverKey })
  }
})
afterAll(() => iam.close())

it('renames and moves, and keeps the id', async () => {
  const before = (await iam.root.getServerCertificate({ ServerCertificateName: 'one' })).ServerCertificate?.ServerCertificateMetadata
  await iam.root.updateServerCertificate({ ServerCertificateName: 'one', NewServerCertificateName: 'One', NewPath: '/moved/' })
  expect((await iam.root.getServerCertificate({ ServerCertificateName: 'one' })).ServerCertificate?.ServerCertificateMetadata).toEqual({
    ...before,
    ServerCertificateName: 'One',
    Path: '/moved/',
    Arn: 'arn:aws:iam::123456789012:server-certificate/moved/One',
  })
  await expect(iam.root.updateServerCertificate({ ServerCertificateName: 'One', NewServerCertificateName: 'two' })).rejects.toMatchObject({
    name: 'EntityAlreadyExistsException',
    message: 'The Server Certificate with name two already exists.',
  })
})

it('needs the permission on the certificate as it is and as it will be', async () => {
  const anna = await iam.user('anna', allow('iam:UpdateServerCertificate', 'arn:aws:iam::*:server-certificate/two'))
  await anna.updateServerCertificate({ ServerCertificateName: 'two' })
  await expect(anna.updateServerCertificate({ ServerCertificateName: 'two', NewServerCertificateName: 'three' })).rejects.toMatchObject({
    name: 'AccessDenied',
  })
})
