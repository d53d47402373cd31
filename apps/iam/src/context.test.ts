import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { IAM } from '@aws-sdk/client-iam'
import { allow, allowingPolicy, createIamWorld, documentOf, type IamWorld, trusting, trustingEc2 } from '../test/iam-world.ts'

describe('accounts', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('accounts')
  })
  afterAll(() => iam.close())

  it('are apart by number and by partition', async () => {
    const elsewhere = [
      iam.as({ accessKeyId: '210987654321', secretAccessKey: 'test' }),
      iam.as({ accessKeyId: 'test', secretAccessKey: 'test' }, 'cn-north-1'),
      iam.root,
    ]
    const arns: (string | undefined)[] = []
    for (const root of elsewhere) {
      expect((await root.listRoles({})).Roles).toEqual([])
      arns.push((await root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })).Role?.Arn)
    }
    expect(arns).toEqual(['arn:aws:iam::210987654321:role/app', 'arn:aws-cn:iam::123456789012:role/app', 'arn:aws:iam::123456789012:role/app'])
  })

  it('trust users and roles of each other while they exist', async () => {
    const other = iam.as({ accessKeyId: '210987654321', secretAccessKey: 'test' })
    const { User } = await other.createUser({ UserName: 'guest' })
    const trust = (arn: string) => iam.root.updateAssumeRolePolicy({ RoleName: 'app', PolicyDocument: trusting({ AWS: arn }) })
    await trust('arn:aws:iam::210987654321:user/guest')
    await other.deleteUser({ UserName: 'guest' })
    const { Role } = await iam.root.getRole({ RoleName: 'app' })
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(`"AWS":"${User?.UserId ?? ''}"`)
    await expect(trust('arn:aws:iam::210987654321:user/guest')).rejects.toMatchObject({
      message: 'Invalid principal in policy: "AWS":"arn:aws:iam::210987654321:user/guest"',
    })
  })
})

it('answers many changes of permissions at once, each decided by what the one before left', async () => {
  const iam = await createIamWorld('concurrent changes')
  try {
    const anna = await iam.user('anna', allow('iam:*'))
    await anna.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })
    const names = Array.from({ length: 40 }, (_, index) => `p${index}`)
    await Promise.all(names.map((PolicyName) => anna.putRolePolicy({ RoleName: 'app', PolicyName, PolicyDocument: allowingPolicy })))
    const { PolicyNames } = await anna.listRolePolicies({ RoleName: 'app' })
    expect(PolicyNames).toEqual([...names].sort())
    const denied = iam.root.putUserPolicy({ UserName: 'anna', PolicyName: 'own', PolicyDocument: documentOf(allow('iam:Get*')) })
    const after = denied.then(() => anna.deleteRolePolicy({ RoleName: 'app', PolicyName: 'p0' }))
    await expect(after).rejects.toMatchObject({ name: 'AccessDenied' })
  } finally {
    await iam.close()
  }
})

describe('temporary credentials', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('context')
  })
  afterAll(() => iam.close())

  type Content = Parameters<IamWorld['sealer']['sealSession']>[0]

  const asSession = async (content: Pick<Content, 'kind' | 'principalId'> & Partial<Content>): Promise<IAM> => {
    const issuedAt = Math.floor(iam.clock.nowMilliseconds() / 1000)
    return iam.as(await iam.sealer.sealSession({ partition: 'aws', account: '123456789012', issuedAt, expiresAt: issuedAt + 900, ...content }))
  }

  it('of a role must name the user that they mean', async () => {
    const { Role } = await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })
    await iam.root.putRolePolicy({ RoleName: 'app', PolicyName: 'p', PolicyDocument: documentOf(allow('iam:*')) })
    const session = await asSession({ kind: 'role', principalId: Role?.RoleId ?? '', name: 'session' })
    await session.listUsers({})
    for (const call of [() => session.getUser({}), () => session.createAccessKey({}), () => session.listAccessKeys({})]) {
      await expect(call()).rejects.toMatchObject({
        name: 'ValidationError',
        message: 'Must specify userName when calling with non-User credentials',
      })
    }
  })

  it('of a user call IAM only when they were made with MFA', async () => {
    await iam.user('anna', allow('iam:*'))
    const { User } = await iam.root.getUser({ UserName: 'anna' })
    const principalId = User?.UserId ?? ''
    const refused = { name: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.' }
    await expect((await asSession({ kind: 'user', principalId })).listUsers({})).rejects.toMatchObject(refused)
    await expect((await asSession({ kind: 'federated-user', principalId, name: 'f' })).listUsers({})).rejects.toMatchObject(refused)
    // Whatever they ask.
    await expect((await asSession({ kind: 'user', principalId })).getRole({ RoleName: 'x'.repeat(65) })).rejects.toMatchObject(refused)
    const mfaAt = Math.floor(iam.clock.nowMilliseconds() / 1000)
    expect((await (await asSession({ kind: 'user', principalId, mfaAt })).getUser({})).User?.UserName).toBe('anna')
  })
})
