import type { IAM } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, documentOf, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

interface PolicyNameInput {
  PolicyName: string
}

interface Family {
  kind: string
  word: string
  maximumSize: number
  make(root: IAM): Promise<unknown>
  put(client: IAM, input: PolicyNameInput & { PolicyDocument: string }, name?: string): Promise<unknown>
  get(client: IAM, input: PolicyNameInput): Promise<object & { PolicyDocument: string | undefined }>
  remove(client: IAM, input: PolicyNameInput): Promise<unknown>
  list(client: IAM, page: { MaxItems?: number; Marker?: string | undefined }): Promise<{ PolicyNames: string[] | undefined; Marker?: string }>
}

const families: Family[] = [
  {
    kind: 'Role',
    word: 'role',
    maximumSize: 10_240,
    make: (root) => root.createRole({ RoleName: 'Thing', AssumeRolePolicyDocument: trustingEc2 }),
    put: (client, input, RoleName = 'thing') => client.putRolePolicy({ RoleName, ...input }),
    get: (client, input) => client.getRolePolicy({ RoleName: 'thing', ...input }),
    remove: (client, input) => client.deleteRolePolicy({ RoleName: 'thing', ...input }),
    list: (client, page) => client.listRolePolicies({ RoleName: 'thing', ...page }),
  },
  {
    kind: 'User',
    word: 'user',
    maximumSize: 2048,
    make: (root) => root.createUser({ UserName: 'Thing' }),
    put: (client, input, UserName = 'thing') => client.putUserPolicy({ UserName, ...input }),
    get: (client, input) => client.getUserPolicy({ UserName: 'thing', ...input }),
    remove: (client, input) => client.deleteUserPolicy({ UserName: 'thing', ...input }),
    list: (client, page) => client.listUserPolicies({ UserName: 'thing', ...page }),
  },
  {
    kind: 'Group',
    word: 'group',
    maximumSize: 5120,
    make: (root) => root.createGroup({ GroupName: 'Thing' }),
    put: (client, input, GroupName = 'thing') => client.putGroupPolicy({ GroupName, ...input }),
    get: (client, input) => client.getGroupPolicy({ GroupName: 'thing', ...input }),
    remove: (client, input) => client.deleteGroupPolicy({ GroupName: 'thing', ...input }),
    list: (client, page) => client.listGroupPolicies({ GroupName: 'thing', ...page }),
  },
]

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('inline policy operations')
})
afterAll(() => iam.close())

describe.each(families)('inline policies of a $word', (family) => {
  beforeAll(() => family.make(iam.root))

  it('are put, replaced, read as they were sent, and deleted', async () => {
    const spaced = documentOf(allow('s3:Get*')).replace(',', ' ,\n\t')
    await family.put(iam.root, { PolicyName: 'p', PolicyDocument: allowingPolicy })
    await family.put(iam.root, { PolicyName: 'p', PolicyDocument: spaced })
    const found = await family.get(iam.root, { PolicyName: 'p' })
    expect(found).toMatchObject({ [`${family.kind}Name`]: 'Thing', PolicyName: 'p' })
    expect(found.PolicyDocument).toMatch(/^[A-Za-z0-9\-_.~%]+$/)
    expect(decodeURIComponent(found.PolicyDocument ?? '')).toBe(spaced)
    await family.remove(iam.root, { PolicyName: 'p' })
    for (const missing of [() => family.get(iam.root, { PolicyName: 'p' }), () => family.remove(iam.root, { PolicyName: 'p' })]) {
      await expect(missing()).rejects.toMatchObject({
        name: 'NoSuchEntityException',
        message: `The ${family.word} policy with name p cannot be found.`,
      })
    }
  })

  it('are listed by name in pages; names differ by case', async () => {
    for (const PolicyName of ['b', 'a', 'B']) await family.put(iam.root, { PolicyName, PolicyDocument: allowingPolicy })
    const first = await family.list(iam.root, { MaxItems: 2 })
    expect(first).toMatchObject({ PolicyNames: ['B', 'a'], IsTruncated: true })
    expect(await family.list(iam.root, { Marker: first.Marker })).toMatchObject({ PolicyNames: ['b'], IsTruncated: false })
  })

  it('may be of the older version, but must be policies', async () => {
    await family.put(iam.root, { PolicyName: 'old', PolicyDocument: JSON.stringify({ Statement: allow('s3:*') }) })
    await expect(family.put(iam.root, { PolicyName: 'bad', PolicyDocument: '{' })).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: 'Syntax errors in policy.',
    })
  })

  it('look for the entity before the document', async () => {
    await expect(family.put(iam.root, { PolicyName: 'p', PolicyDocument: '{' }, 'missing')).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `The ${family.word} with name missing cannot be found.`,
    })
  })

  it('have a size together', async () => {
    const half = documentOf(allow('s3:*', `arn:aws:s3:::${'b'.repeat(family.maximumSize / 2)}`))
    await family.put(iam.root, { PolicyName: 'half', PolicyDocument: half })
    await family.put(iam.root, { PolicyName: 'half', PolicyDocument: half })
    await expect(family.put(iam.root, { PolicyName: 'other-half', PolicyDocument: half })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: `Maximum policy size of ${family.maximumSize} bytes exceeded for ${family.word} Thing`,
    })
  })

  it('are decided on the entity', async () => {
    const stranger = await iam.user(`${family.word}-stranger`)
    const action = `iam:Put${family.kind}Policy`
    await expect(family.put(stranger, { PolicyName: 'p', PolicyDocument: allowingPolicy })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:user/${family.word}-stranger is not authorized to perform: ${action} on resource: ${family.word} thing because no identity-based policy allows the ${action} action`,
    })
  })
})
