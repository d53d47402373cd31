import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { issuerCertificate, otherCertificate, serverCertificate } from '@rolecall/testkit'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('ListSigningCertificates')
})
afterAll(() => iam.close())

it('lists the certificates of a user, by default the caller, or of root', async () => {
  const anna = await iam.user('anna', allow('iam:*SigningCertificate*', 'arn:aws:iam::*:user/${aws:username}'))
  expect(await anna.listSigningCertificates({})).toMatchObject({ Certificates: [], IsTruncated: false })
  for (const CertificateBody of [serverCertificate, issuerCertificate]) {
    await anna.uploadSigningCertificate({ CertificateBody })
    await iam.advance(1)
  }
  await iam.root.uploadSigningCertificate({ CertificateBody: otherCertificate })
  const { Certificates, IsTruncated, Marker } = await anna.listSigningCertificates({ MaxItems: 1 })
  expect(Certificates).toMatchObject([{ UserName: 'anna', CertificateBody: serverCertificate }])
  expect(IsTruncated).toBe(true)
  const rest = await iam.root.listSigningCertificates({ UserName: 'anna', Marker })
  expect(rest.Certificates?.map((certificate) => certificate.CertificateBody)).toEqual([issuerCertificate])
  expect((await iam.root.listSigningCertificates({})).Certificates?.map((certificate) => certificate.CertificateBody)).toEqual([otherCertificate])
})
