import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const ServiceName = 'codecommit.amazonaws.com'

describe('ListServiceSpecificCredentials', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('ListServiceSpecificCredentials')
    await iam.root.createUser({ UserName: 'anna' })
    await iam.root.createServiceSpecificCredential({ UserName: 'anna', ServiceName })
    await iam.root.createServiceSpecificCredential({ UserName: 'anna', ServiceName: 'bedrock.amazonaws.com', CredentialAgeDays: 1 })
  })
  afterAll(() => iam.close())

  it('lists without secrets, by service if asked, and keeps the name of its making', async () => {
    await iam.root.updateUser({ UserName: 'anna', NewUserName: 'beth' })
    const { ServiceSpecificCredentials, IsTruncated } = await iam.root.listServiceSpecificCredentials({ UserName: 'beth', ServiceName })
    expect(ServiceSpecificCredentials).toEqual([
      {
        UserName: 'beth',
        Status: 'Active',
        ServiceUserName: 'anna-at-123456789012',
        CreateDate: expect.any(Date),
        ServiceSpecificCredentialId: expect.stringMatching(/^ACCA/),
        ServiceName,
      },
    ])
    expect(IsTruncated).toBe(false)
    await expect(iam.root.listServiceSpecificCredentials({ UserName: 'beth', ServiceName: 's3' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'No such service s3 is supported for Service Specific Credentials',
    })
  })

  it('shows keys as expired once they are', async () => {
    const statuses = async () =>
      (await iam.root.listServiceSpecificCredentials({ UserName: 'beth' })).ServiceSpecificCredentials?.map(({ Status }) => Status).sort()
    expect(await statuses()).toEqual(['Active', 'Active'])
    await iam.advance(86_400)
    expect(await statuses()).toEqual(['Active', 'Expired'])
  })

  it('lists those of the caller, or of all users', async () => {
    const carl = await iam.user('carl', allow('iam:ListServiceSpecificCredentials', 'arn:aws:iam::*:user/${aws:username}'))
    expect((await carl.listServiceSpecificCredentials({})).ServiceSpecificCredentials).toEqual([])
    await expect(carl.listServiceSpecificCredentials({ AllUsers: true })).rejects.toMatchObject({ name: 'AccessDenied' })
    await iam.root.createServiceSpecificCredential({ UserName: 'carl', ServiceName })
    const all = await iam.root.listServiceSpecificCredentials({ AllUsers: true })
    expect(all.ServiceSpecificCredentials?.map(({ UserName }) => UserName)).toEqual(['beth', 'beth', 'carl'])
    await expect(iam.root.listServiceSpecificCredentials({ AllUsers: true, UserName: 'carl' })).rejects.toMatchObject({ name: 'ValidationError' })
  })
})
