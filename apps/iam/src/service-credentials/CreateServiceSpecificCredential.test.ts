import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const ServiceName = 'codecommit.amazonaws.com'

describe('CreateServiceSpecificCredential', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateServiceSpecificCredential')
    await iam.root.createUser({ UserName: 'Anna' })
  })
  afterAll(() => iam.close())

  it('makes a user name and a password for a service, two at most', async () => {
    const { ServiceSpecificCredential } = await iam.root.createServiceSpecificCredential({ UserName: 'anna', ServiceName })
    expect(ServiceSpecificCredential).toEqual({
      CreateDate: expect.any(Date),
      ServiceName,
      ServiceUserName: 'Anna-at-123456789012',
      ServicePassword: expect.stringMatching(/^[A-Za-z\d+/]{43}=$/),
      ServiceSpecificCredentialId: expect.stringMatching(/^ACCA[A-Z2-7]{17}$/),
      UserName: 'Anna',
      Status: 'Active',
    })
    const second = await iam.root.createServiceSpecificCredential({ UserName: 'Anna', ServiceName })
    expect(second.ServiceSpecificCredential?.ServiceUserName).toBe('Anna+1-at-123456789012')
    await expect(iam.root.createServiceSpecificCredential({ UserName: 'Anna', ServiceName })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2',
    })
    await iam.root.createServiceSpecificCredential({ UserName: 'Anna', ServiceName: 'cassandra.amazonaws.com' })
  })

  it('makes keys that expire', async () => {
    const asked = { UserName: 'Anna', ServiceName: 'bedrock.amazonaws.com', CredentialAgeDays: 30 }
    const { ServiceSpecificCredential } = await iam.root.createServiceSpecificCredential(asked)
    const { CreateDate, ExpirationDate, ServiceCredentialSecret = '' } = ServiceSpecificCredential ?? {}
    expect(ServiceSpecificCredential).toMatchObject({ ServiceCredentialAlias: 'Anna-at-123456789012', Status: 'Active' })
    expect(ServiceSpecificCredential).not.toHaveProperty('ServicePassword')
    expect((ExpirationDate?.getTime() ?? 0) - (CreateDate?.getTime() ?? 0)).toBe(30 * 86_400_000)
    expect(Buffer.from(ServiceCredentialSecret.replace(/^ABSK/, ''), 'base64').toString()).toMatch(/^Anna-at-123456789012:.{44}$/)
    await expect(iam.root.createServiceSpecificCredential({ UserName: 'Anna', ServiceName, CredentialAgeDays: 30 })).rejects.toMatchObject({
      name: 'ValidationError',
    })
  })

  it('refuses unknown users and services', async () => {
    await expect(iam.root.createServiceSpecificCredential({ UserName: 'nobody', ServiceName: 'x' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
    })
    await expect(iam.root.createServiceSpecificCredential({ UserName: 'Anna', ServiceName: 's3.amazonaws.com' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'No such service s3.amazonaws.com is supported for Service Specific Credentials',
    })
  })

  it('is decided by service and age', async () => {
    const ben = await iam.user('ben', {
      ...allow('iam:CreateServiceSpecificCredential'),
      Condition: {
        StringEquals: { 'iam:ServiceSpecificCredentialServiceName': 'logs.amazonaws.com' },
        NumericLessThanEquals: { 'iam:ServiceSpecificCredentialAgeDays': '7' },
      },
    })
    await ben.createServiceSpecificCredential({ UserName: 'ben', ServiceName: 'logs.amazonaws.com', CredentialAgeDays: 7 })
    for (const more of [{ CredentialAgeDays: 8 }, {}]) {
      await expect(ben.createServiceSpecificCredential({ UserName: 'ben', ServiceName: 'logs.amazonaws.com', ...more })).rejects.toMatchObject({
        name: 'AccessDenied',
      })
    }
    await expect(ben.createServiceSpecificCredential({ UserName: 'ben', ServiceName })).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
