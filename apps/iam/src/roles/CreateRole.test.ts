import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, documentOf, type IamWorld, trusting, trustingEc2 } from '../../test/iam-world.ts'

describe('CreateRole', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateRole', { RolesPerAccount: 12 })
  })
  afterAll(() => iam.close())

  it('answers what AWS answers: neither description nor session length', async () => {
    const { Role } = await iam.root.createRole({
      RoleName: 'app',
      Path: '/team/',
      AssumeRolePolicyDocument: trustingEc2,
      Description: 'what it is for',
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'Env', Value: 'dev' }],
    })
    expect(Role).toEqual({
      Path: '/team/',
      RoleName: 'app',
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::123456789012:role/team/app',
      CreateDate: expect.any(Date),
      AssumeRolePolicyDocument: encodeURIComponent(trustingEc2),
      Tags: [{ Key: 'Env', Value: 'dev' }],
    })
  })

  it('refuses a name that is taken, whatever its case or path', async () => {
    await iam.root.createRole({ RoleName: 'Taken', AssumeRolePolicyDocument: trustingEc2 })
    await expect(iam.root.createRole({ RoleName: 'tAKEN', Path: '/a/', AssumeRolePolicyDocument: trustingEc2 })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name tAKEN already exists.',
    })
  })

  it('refuses a trust policy that is no policy', async () => {
    await expect(iam.root.createRole({ RoleName: 'bad', AssumeRolePolicyDocument: '{' })).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: 'This policy contains invalid Json',
    })
  })

  it('refuses a trust policy beyond the quota', async () => {
    const long = trusting({ AWS: Array.from({ length: 60 }, (_, index) => `arn:aws:iam::${100_000_000_000 + index}:root`) })
    await expect(iam.root.createRole({ RoleName: 'long', AssumeRolePolicyDocument: long })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for ACLSizePerRole: 2048',
    })
  })

  it('refuses tags whose keys differ in case only', async () => {
    const Tags = ['a', 'A'].map((Key) => ({ Key, Value: '' }))
    await expect(iam.root.createRole({ RoleName: 'twice', AssumeRolePolicyDocument: trustingEc2, Tags })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    })
  })

  it('keeps a permissions boundary, which must exist', async () => {
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'limit', PolicyDocument: allowingPolicy })
    const boundary = Policy?.Arn ?? ''
    const { Role } = await iam.root.createRole({ RoleName: 'bounded', AssumeRolePolicyDocument: trustingEc2, PermissionsBoundary: boundary })
    expect(Role?.PermissionsBoundary).toEqual({ PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary })
    const missing = 'arn:aws:iam::123456789012:policy/missing'
    const given = { RoleName: 'unbounded', AssumeRolePolicyDocument: trustingEc2 }
    await expect(iam.root.createRole({ ...given, PermissionsBoundary: missing })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Scope ARN: ${missing} does not exist or is not attachable.`,
    })
    await expect(iam.root.createRole({ ...given, PermissionsBoundary: 'this-is-no-arn-at-all' })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'ARN this-is-no-arn-at-all is not valid.',
    })
  })

  it('needs iam:CreateRole on the new ARN, and iam:TagRole for tags', async () => {
    const maker = await iam.user('maker', allow('iam:CreateRole', 'arn:aws:iam::123456789012:role/app/*'))
    await maker.createRole({ RoleName: 'allowed', Path: '/app/', AssumeRolePolicyDocument: trustingEc2 })
    const denied = 'User: arn:aws:iam::123456789012:user/maker is not authorized to perform:'
    await expect(maker.createRole({ RoleName: 'other', AssumeRolePolicyDocument: trustingEc2 })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `${denied} iam:CreateRole on resource: arn:aws:iam::123456789012:role/other because no identity-based policy allows the iam:CreateRole action`,
    })
    const Tags = [{ Key: 'Env', Value: 'dev' }]
    await expect(maker.createRole({ RoleName: 'tagged', Path: '/app/', AssumeRolePolicyDocument: trustingEc2, Tags })).rejects.toMatchObject({
      message: `${denied} iam:TagRole on resource: arn:aws:iam::123456789012:role/app/tagged because no identity-based policy allows the iam:TagRole action`,
    })
  })

  it('lets policies demand tags and a boundary', async () => {
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'demanded', PolicyDocument: allowingPolicy })
    const boundary = Policy?.Arn ?? ''
    const tagged = { 'aws:RequestTag/Env': 'dev' }
    // Tagging does not know of the boundary.
    const careful = await iam.user(
      'careful',
      { ...allow('iam:CreateRole'), Condition: { StringEquals: { ...tagged, 'iam:PermissionsBoundary': boundary } } },
      { ...allow('iam:TagRole'), Condition: { StringEquals: tagged } },
    )
    const given = { AssumeRolePolicyDocument: trustingEc2, PermissionsBoundary: boundary }
    await expect(careful.createRole({ ...given, RoleName: 'untagged' })).rejects.toMatchObject({ name: 'AccessDenied' })
    await careful.createRole({ ...given, RoleName: 'dutiful', Tags: [{ Key: 'Env', Value: 'dev' }] })
  })

  it('refuses reserved paths and roles beyond the quota', async () => {
    await expect(
      iam.root.createRole({ RoleName: 'r', Path: '/aws-service-role/x/', AssumeRolePolicyDocument: trustingEc2 }),
    ).rejects.toMatchObject({ name: 'InvalidInputException' })
    const { Roles } = await iam.root.listRoles({})
    for (let count = Roles?.length ?? 0; count < 12; count += 1) {
      await iam.root.createRole({ RoleName: `fill-${count}`, AssumeRolePolicyDocument: trustingEc2 })
    }
    await expect(iam.root.createRole({ RoleName: 'full', AssumeRolePolicyDocument: trustingEc2 })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for RolesPerAccount: 12',
    })
    await expect(iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })).rejects.toMatchObject({
      message: 'Role with name app already exists.',
    })
  })

  it('keeps the white space of the document', async () => {
    await iam.root.deleteRole({ RoleName: 'app' })
    const spaced = JSON.stringify(JSON.parse(documentOf(JSON.parse(trustingEc2).Statement[0])), null, 2)
    const { Role } = await iam.root.createRole({ RoleName: 'spaced', AssumeRolePolicyDocument: spaced })
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(spaced)
  })
})
