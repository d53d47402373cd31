import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { issuerCertificate, otherCertificate, pastCertificate, serverCertificate } from '@rolecall/testkit'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('UploadSigningCertificate', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UploadSigningCertificate')
    for (const UserName of ['anna', 'ben']) await iam.root.createUser({ UserName })
  })
  afterAll(() => iam.close())

  it('takes two certificates of a user, none of them twice in the account', async () => {
    const { Certificate } = await iam.root.uploadSigningCertificate({ UserName: 'Anna', CertificateBody: serverCertificate })
    expect(Certificate).toEqual({
      UserName: 'anna',
      CertificateId: expect.stringMatching(/^[A-Z2-7]{32}$/),
      CertificateBody: serverCertificate,
      Status: 'Active',
      UploadDate: expect.any(Date),
    })
    await expect(iam.root.uploadSigningCertificate({ UserName: 'ben', CertificateBody: serverCertificate })).rejects.toMatchObject({
      name: 'DuplicateCertificateException',
      message: 'The certificate is already associated with an IAM user in the account.',
    })
    await iam.root.uploadSigningCertificate({ UserName: 'anna', CertificateBody: issuerCertificate })
    await expect(iam.root.uploadSigningCertificate({ UserName: 'anna', CertificateBody: otherCertificate })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for CertificatesPerUser: 2',
    })
  })

  it('takes certificates of root', async () => {
    const { Certificate } = await iam.root.uploadSigningCertificate({ CertificateBody: otherCertificate })
    expect(Certificate).not.toHaveProperty('UserName')
    expect((await iam.root.getAccountSummary({})).SummaryMap).toMatchObject({ AccountSigningCertificatesPresent: 1 })
  })

  it('refuses what is no certificate, or none any more', async () => {
    for (const CertificateBody of ['rubbish', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']) {
      await expect(iam.root.uploadSigningCertificate({ UserName: 'ben', CertificateBody })).rejects.toMatchObject({
        name: 'MalformedCertificateException',
        message: `Certificate ${CertificateBody} is malformed.`,
      })
    }
    await expect(iam.root.uploadSigningCertificate({ UserName: 'ben', CertificateBody: pastCertificate })).rejects.toMatchObject({
      name: 'InvalidCertificateException',
      message: 'The certificate is expired or not valid yet.',
    })
  })
})
