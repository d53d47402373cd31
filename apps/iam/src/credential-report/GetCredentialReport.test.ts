import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { serverCertificate } from '@rolecall/testkit'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/) as unknown as string

describe('GetCredentialReport', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetCredentialReport')
  })
  afterAll(() => iam.close())

  const report = async (): Promise<Record<string, string>[]> => {
    const { Content, ReportFormat } = await iam.root.getCredentialReport({})
    expect(ReportFormat).toBe('text/csv')
    const [header = '', ...lines] = Buffer.from(Content ?? []).toString().split('\n')
    const names = header.split(',')
    return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])))
  }

  it('refuses before there is one', async () => {
    await expect(iam.root.getCredentialReport({})).rejects.toMatchObject({
      name: 'CredentialReportNotPresentException',
      $metadata: { httpStatusCode: 410 },
    })
  })

  it('shows root and every user with what they hold', async () => {
    const anna = await iam.user('anna', { Effect: 'Allow', Action: '*', Resource: '*' })
    await anna.listUsers({})
    await iam.dependencies.requestLog.flush()
    await iam.root.updateAccountPasswordPolicy({ MaxPasswordAge: 90 })
    await iam.root.createLoginProfile({ UserName: 'anna', Password: 'Correct-horse' })
    await iam.root.uploadSigningCertificate({ UserName: 'anna', CertificateBody: serverCertificate })
    await iam.root.createUser({ UserName: 'ben' })
    await iam.root.generateCredentialReport({})
    const [root, first, second] = await report()
    expect(root).toMatchObject({
      user: '<root_account>',
      arn: 'arn:aws:iam::123456789012:root',
      user_creation_time: time,
      password_enabled: 'not_supported',
      password_last_used: 'no_information',
      password_last_changed: 'not_supported',
      mfa_active: 'false',
    })
    expect(first).toEqual({
      user: 'anna',
      arn: 'arn:aws:iam::123456789012:user/anna',
      user_creation_time: time,
      password_enabled: 'true',
      password_last_used: 'no_information',
      password_last_changed: time,
      password_next_rotation: time,
      mfa_active: 'false',
      access_key_1_active: 'true',
      access_key_1_last_rotated: time,
      access_key_1_last_used_date: time,
      access_key_1_last_used_region: 'us-east-1',
      access_key_1_last_used_service: 'iam',
      access_key_2_active: 'false',
      access_key_2_last_rotated: 'N/A',
      access_key_2_last_used_date: 'N/A',
      access_key_2_last_used_region: 'N/A',
      access_key_2_last_used_service: 'N/A',
      cert_1_active: 'true',
      cert_1_last_rotated: time,
      cert_2_active: 'false',
      cert_2_last_rotated: 'N/A',
    })
    expect(second).toMatchObject({ user: 'ben', password_enabled: 'false', password_last_used: 'N/A', access_key_1_active: 'false' })
  })

  it('is as of its making, until it expires', async () => {
    await iam.root.createUser({ UserName: 'carl' })
    expect((await report()).map(({ user }) => user)).toEqual(['<root_account>', 'anna', 'ben'])
    await iam.advance(4 * 3600)
    await expect(iam.root.getCredentialReport({})).rejects.toMatchObject({
      name: 'CredentialReportExpiredException',
      $metadata: { httpStatusCode: 410 },
    })
    await iam.root.generateCredentialReport({})
    expect((await report()).map(({ user }) => user)).toEqual(['<root_account>', 'anna', 'ben', 'carl'])
  })
})
