import type { AttachedPolicy, IAM } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

const arnOf = (path: string): string => `arn:aws:iam::123456789012:policy${path}`

interface ListInput {
  MaxItems?: number
  Marker?: string | undefined
  PathPrefix?: string
}

interface Family {
  kind: string
  word: string
  make(root: IAM): Promise<unknown>
  attach(client: IAM, PolicyArn: string, name?: string): Promise<unknown>
  detach(client: IAM, PolicyArn: string): Promise<unknown>
  list(client: IAM, input: ListInput): Promise<{ AttachedPolicies?: AttachedPolicy[]; Marker?: string }>
}

const families: Family[] = [
  {
    kind: 'Role',
    word: 'role',
    make: (root) => root.createRole({ RoleName: 'Thing', AssumeRolePolicyDocument: trustingEc2 }),
    attach: (client, PolicyArn, RoleName = 'thing') => client.attachRolePolicy({ RoleName, PolicyArn }),
    detach: (client, PolicyArn) => client.detachRolePolicy({ RoleName: 'thing', PolicyArn }),
    list: (client, input) => client.listAttachedRolePolicies({ RoleName: 'thing', ...input }),
  },
  {
    kind: 'User',
    word: 'user',
    make: (root) => root.createUser({ UserName: 'Thing' }),
    attach: (client, PolicyArn, UserName = 'thing') => client.attachUserPolicy({ UserName, PolicyArn }),
    detach: (client, PolicyArn) => client.detachUserPolicy({ UserName: 'thing', PolicyArn }),
    list: (client, input) => client.listAttachedUserPolicies({ UserName: 'thing', ...input }),
  },
  {
    kind: 'Group',
    word: 'group',
    make: (root) => root.createGroup({ GroupName: 'Thing' }),
    attach: (client, PolicyArn, GroupName = 'thing') => client.attachGroupPolicy({ GroupName, PolicyArn }),
    detach: (client, PolicyArn) => client.detachGroupPolicy({ GroupName: 'thing', PolicyArn }),
    list: (client, input) => client.listAttachedGroupPolicies({ GroupName: 'thing', ...input }),
  },
]

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('attachment operations', { PoliciesPerRole: 3, PoliciesPerUser: 3, PoliciesPerGroup: 3 })
  for (const [PolicyName, Path] of [['b', '/'], ['a', '/x/'], ['C', '/x/'], ['d', '/']] as const) {
    await iam.root.createPolicy({ PolicyName, Path, PolicyDocument: allowingPolicy })
  }
})
afterAll(() => iam.close())

describe.each(families)('managed policies of a $word', (family) => {
  beforeAll(() => family.make(iam.root))

  it('are attached as often as one likes, up to the quota', async () => {
    const countOf = async () => (await iam.root.getPolicy({ PolicyArn: arnOf('/x/a') })).Policy?.AttachmentCount ?? 0
    const before = await countOf()
    for (const path of ['/b', '/x/a', '/x/a', '/x/C']) await family.attach(iam.root, arnOf(path))
    expect(await countOf()).toBe(before + 1)
    await expect(family.attach(iam.root, arnOf('/d'))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: `Cannot exceed quota for PoliciesPer${family.kind}: 3`,
    })
  })

  it('are listed by name, path and page', async () => {
    const all = await family.list(iam.root, {})
    expect(all.AttachedPolicies).toEqual(['/x/C', '/x/a', '/b'].map((path) => ({ PolicyName: path.at(-1), PolicyArn: arnOf(path) })))
    expect((await family.list(iam.root, { PathPrefix: '/x/' })).AttachedPolicies).toHaveLength(2)
    const first = await family.list(iam.root, { MaxItems: 2 })
    expect(first).toMatchObject({ IsTruncated: true })
    expect(await family.list(iam.root, { Marker: first.Marker })).toMatchObject({ AttachedPolicies: [{ PolicyName: 'b' }], IsTruncated: false })
  })

  it('are detached once', async () => {
    await family.detach(iam.root, arnOf('/b'))
    await expect(family.detach(iam.root, arnOf('/b'))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${arnOf('/b')} was not found.`,
    })
  })

  it('must exist, as must the entity', async () => {
    const unknown = 'arn:aws:iam::aws:policy/NoSuchPolicy'
    await expect(family.attach(iam.root, unknown)).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${unknown} does not exist or is not attachable.`,
    })
    await expect(family.attach(iam.root, arnOf('/b'), 'missing')).rejects.toMatchObject({
      message: `The ${family.word} with name missing cannot be found.`,
    })
    await expect(family.attach(iam.root, 'this-is-no-arn-at-all')).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'ARN this-is-no-arn-at-all is not valid.',
    })
  })

  it('are decided on the entity and the ARN of the policy', async () => {
    const condition = { ArnEquals: { 'iam:PolicyARN': arnOf('/b') } }
    const limited = await iam.user(`${family.word}-limited`, { ...allow(`iam:*${family.kind}Polic*`), Condition: condition })
    await family.attach(limited, arnOf('/b'))
    const action = `iam:Attach${family.kind}Policy`
    await expect(family.attach(limited, arnOf('/d'))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:user/${family.word}-limited is not authorized to perform: ${action} on resource: ${family.word} thing because no identity-based policy allows the ${action} action`,
    })
  })
})
