import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, documentOf, type IamWorld, trusting, trustingEc2 } from '../../test/iam-world.ts'

describe('UpdateAssumeRolePolicy', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UpdateAssumeRolePolicy')
    await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })
  })
  afterAll(() => iam.close())

  const trustOf = async (RoleName: string): Promise<unknown> => {
    const { Role } = await iam.root.getRole({ RoleName })
    return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))
  }
  const update = (principal: object) => iam.root.updateAssumeRolePolicy({ RoleName: 'app', PolicyDocument: trusting(principal) })
  const principalOf = async (RoleName: string): Promise<unknown> => (await trustOf(RoleName)) as { Statement: { Principal: unknown }[] }

  it('replaces the trust policy', async () => {
    await update({ Service: 'lambda.amazonaws.com' })
    expect(await trustOf('app')).toEqual(JSON.parse(trusting({ Service: 'lambda.amazonaws.com' })))
  })

  it('refuses a role that is not there before it looks at the document', async () => {
    await expect(iam.root.updateAssumeRolePolicy({ RoleName: 'nobody', PolicyDocument: '{' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
    })
  })

  it('stores users and roles by unique id, so that a new one of the name is not trusted', async () => {
    await iam.root.createUser({ UserName: 'anna', Path: '/staff/' })
    const { User } = await iam.root.getUser({ UserName: 'anna' })
    const arn = 'arn:aws:iam::123456789012:user/staff/anna'
    await update({ AWS: arn })
    expect(await principalOf('app')).toMatchObject({ Statement: [{ Principal: { AWS: arn } }] })

    await iam.root.updateUser({ UserName: 'anna', NewUserName: 'anne' })
    expect(await principalOf('app')).toMatchObject({ Statement: [{ Principal: { AWS: 'arn:aws:iam::123456789012:user/staff/anne' } }] })

    await iam.root.deleteUser({ UserName: 'anne' })
    await iam.root.createUser({ UserName: 'anna', Path: '/staff/' })
    expect(await principalOf('app')).toMatchObject({ Statement: [{ Principal: { AWS: User?.UserId } }] })
    await expect(update({ AWS: User?.UserId ?? '' })).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: `Invalid principal in policy: "AWS":"${User?.UserId ?? ''}"`,
    })
  })

  it.each([
    'arn:aws:iam::123456789012:role/missing',
    'arn:aws:iam::123456789012:user/missing',
    'arn:aws:iam::123456789012:user/anna',
    'arn:aws:iam::123456789012:group/any',
    'arn:aws:iam::123456789012:role/*',
    'arn:aws:sts::123456789012:assumed-role/missing/session',
    'arn:aws-cn:iam::123456789012:root',
    '12345',
    'arn:aws:iam::123456789012:user/a b',
  ])('refuses the principal %s', async (principal) => {
    await expect(update({ AWS: principal })).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: `Invalid principal in policy: "AWS":"${principal}"`,
    })
  })

  it.each([
    '*',
    '123456789012',
    'arn:aws:iam::123456789012:root',
    'arn:aws:iam::123456789012:role/app',
    'arn:aws:sts::123456789012:assumed-role/app/session',
    // Nothing is known of this account.
    'arn:aws:iam::999999999999:role/anything',
  ])('accepts the principal %s and shows it as written', async (principal) => {
    await update({ AWS: [principal] })
    expect(await principalOf('app')).toMatchObject({ Statement: [{ Principal: { AWS: [principal] } }] })
  })

  it('refuses unknown services and malformed providers', async () => {
    await expect(update({ Service: 'ec3.amazonaws.com' })).rejects.toMatchObject({
      message: 'Invalid principal in policy: "SERVICE":"ec3.amazonaws.com"',
    })
    await expect(update({ Federated: 'arn:aws:iam::123456789012:role/app' })).rejects.toMatchObject({
      message: 'Federated principals must be valid domain names or SAML metadata ARNs',
    })
    await update({ Federated: 'arn:aws:iam::123456789012:saml-provider/not-there-yet' })
  })

  it('lets policies depend on the boundary of the role', async () => {
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'limit', PolicyDocument: allowingPolicy })
    const boundary = Policy?.Arn ?? ''
    const statement = { ...allow('iam:UpdateAssumeRolePolicy'), Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } } }
    const careful = await iam.user('careful', statement)
    const change = { RoleName: 'app', PolicyDocument: documentOf(JSON.parse(trustingEc2).Statement[0]) }
    await expect(careful.updateAssumeRolePolicy(change)).rejects.toMatchObject({ name: 'AccessDenied' })
    await iam.root.putRolePermissionsBoundary({ RoleName: 'app', PermissionsBoundary: boundary })
    await careful.updateAssumeRolePolicy(change)
  })
})
