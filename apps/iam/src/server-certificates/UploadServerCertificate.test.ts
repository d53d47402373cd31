import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { issuerCertificate, otherCertificate, serverCertificate, serverKey } from '@rolecall/testkit'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const upload = { ServerCertificateName: 'Site', CertificateBody: serverCertificate, PrivateKey: serverKey }

describe('UploadServerCertificate', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UploadServerCertificate', { ServerCertificatesPerAccount: 2 })
  })
  afterAll(() => iam.close())

  it('answers what lists show, and the tags', async () => {
    const Tags = [{ Key: 'k', Value: 'v' }]
    const answer = await iam.root.uploadServerCertificate({ ...upload, Path: '/cloudfront/site/', CertificateChain: issuerCertificate, Tags })
    expect(answer.ServerCertificateMetadata).toEqual({
      Path: '/cloudfront/site/',
      ServerCertificateName: 'Site',
      ServerCertificateId: expect.stringMatching(/^ASCA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::123456789012:server-certificate/cloudfront/site/Site',
      UploadDate: expect.any(Date),
      Expiration: new Date('2120-01-01T00:00:00Z'),
    })
    expect(answer.Tags).toEqual(Tags)
  })

  it('refuses a name that is taken', async () => {
    await expect(iam.root.uploadServerCertificate({ ...upload, ServerCertificateName: 'site' })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'The Server Certificate with name site already exists.',
    })
  })

  it('refuses certificates, keys and chains that do not belong together', async () => {
    const refused = async (change: object, error: { name: string; message: string }): Promise<void> => {
      await expect(iam.root.uploadServerCertificate({ ...upload, ServerCertificateName: 'other', ...change })).rejects.toMatchObject(error)
    }
    const malformed = (message: string) => ({ name: 'MalformedCertificateException', message })
    const unreadable = malformed('Unable to parse certificate. Please ensure the certificate is in PEM format.')
    await refused({ CertificateBody: 'rubbish' }, unreadable)
    await refused({ CertificateBody: `${serverCertificate}\n${issuerCertificate}` }, unreadable)
    await refused({ PrivateKey: 'rubbish' }, malformed('Invalid Private Key.'))
    await refused({ CertificateBody: otherCertificate }, {
      name: 'KeyPairMismatchException',
      message: 'The public key certificate and the private key do not match.',
    })
    await refused({ CertificateChain: 'rubbish' }, unreadable)
    const broken = (index: number) =>
      malformed(
        `Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: ${index}`,
      )
    await refused({ CertificateChain: otherCertificate }, broken(-1))
    await refused({ CertificateChain: `${issuerCertificate}\n${otherCertificate}` }, broken(0))
  })

  it('needs iam:TagServerCertificate for tags', async () => {
    const anna = await iam.user('anna', allow('iam:UploadServerCertificate', 'arn:aws:iam::*:server-certificate/anna/*'))
    await anna.uploadServerCertificate({ ...upload, ServerCertificateName: 'hers', Path: '/anna/' })
    const tagged = { ...upload, ServerCertificateName: 'tagged', Path: '/anna/', Tags: [{ Key: 'k', Value: 'v' }] }
    await expect(anna.uploadServerCertificate(tagged)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('iam:TagServerCertificate on resource: arn:aws:iam::123456789012:server-certificate/anna/tagged'),
    })
  })

  it('refuses certificates beyond the quota', async () => {
    await expect(iam.root.uploadServerCertificate({ ...upload, ServerCertificateName: 'third' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for ServerCertificatesPerAccount: 2',
    })
    expect((await iam.root.getAccountSummary({})).SummaryMap).toMatchObject({ ServerCertificates: 2, ServerCertificatesQuota: 2 })
  })
})
