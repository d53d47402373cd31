import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('GetRole', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetRole')
    await iam.root.createRole({ RoleName: 'Plain', Path: '/team/', AssumeRolePolicyDocument: trustingEc2, Tags: [{ Key: 'Env', Value: 'dev' }] })
  })
  afterAll(() => iam.close())

  it('shows all there is', async () => {
    const created = { RoleName: 'full', AssumeRolePolicyDocument: trustingEc2, Description: 'd', MaxSessionDuration: 7200 }
    await iam.root.createRole(created)
    const { Role } = await iam.root.getRole({ RoleName: 'full' })
    expect(Role).toEqual({
      Path: '/',
      RoleName: 'full',
      RoleId: expect.stringMatching(/^AROA/),
      Arn: 'arn:aws:iam::123456789012:role/full',
      CreateDate: expect.any(Date),
      AssumeRolePolicyDocument: encodeURIComponent(trustingEc2),
      Description: 'd',
      MaxSessionDuration: 7200,
      RoleLastUsed: {},
    })
  })

  it('finds a role whatever the case and answers its own spelling', async () => {
    const { Role } = await iam.root.getRole({ RoleName: 'pLAIN' })
    expect(Role).toMatchObject({ RoleName: 'Plain', Tags: [{ Key: 'Env', Value: 'dev' }], MaxSessionDuration: 3600 })
  })

  it('shows the last use', async () => {
    const { Role } = await iam.root.getRole({ RoleName: 'Plain' })
    const issuedAt = Math.floor(iam.clock.nowMilliseconds() / 1000)
    const times = { issuedAt, expiresAt: issuedAt + 900 }
    const session = { kind: 'role' as const, partition: 'aws', account: '123456789012', principalId: Role?.RoleId ?? '', name: 's', ...times }
    await expect(iam.as(await iam.sealer.sealSession(session)).listUsers({})).rejects.toMatchObject({ name: 'AccessDenied' })
    await iam.dependencies.requestLog.flush()
    const { RoleLastUsed } = (await iam.root.getRole({ RoleName: 'Plain' })).Role ?? {}
    expect(RoleLastUsed?.Region).toBe('us-east-1')
    expect(RoleLastUsed?.LastUsedDate?.getTime()).toBeGreaterThanOrEqual(issuedAt * 1000)
  })

  it('refuses a name that nobody has', async () => {
    await expect(iam.root.getRole({ RoleName: 'nobody' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
    })
  })

  it('does not tell the unauthorized whether a role exists', async () => {
    const limited = await iam.user('limited', allow('iam:GetRole', 'arn:aws:iam::123456789012:role/team/*'))
    await limited.getRole({ RoleName: 'Plain' })
    for (const RoleName of ['full', 'nobody']) {
      await expect(limited.getRole({ RoleName })).rejects.toMatchObject({
        name: 'AccessDenied',
        message: `User: arn:aws:iam::123456789012:user/limited is not authorized to perform: iam:GetRole on resource: role ${RoleName} because no identity-based policy allows the iam:GetRole action`,
      })
    }
  })

  it('decides by the tags of the role', async () => {
    const condition = { StringEquals: { 'iam:ResourceTag/Env': 'dev', 'aws:ResourceTag/Env': 'dev' } }
    const tagged = await iam.user('tagged', { ...allow('iam:GetRole'), Condition: condition })
    await tagged.getRole({ RoleName: 'Plain' })
    await expect(tagged.getRole({ RoleName: 'full' })).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
