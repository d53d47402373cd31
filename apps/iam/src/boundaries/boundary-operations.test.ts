import type { IAM } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, documentOf, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

const boundary = 'arn:aws:iam::123456789012:policy/limit'
const missing = 'arn:aws:iam::123456789012:policy/missing'

interface Family {
  kind: string
  word: string
  make(root: IAM): Promise<unknown>
  put(client: IAM, PermissionsBoundary: string, name?: string): Promise<unknown>
  remove(client: IAM): Promise<unknown>
  shown(root: IAM): Promise<unknown>
}

const families: Family[] = [
  {
    kind: 'Role',
    word: 'role',
    make: (root) => root.createRole({ RoleName: 'thing', AssumeRolePolicyDocument: trustingEc2 }),
    put: (client, PermissionsBoundary, RoleName = 'thing') => client.putRolePermissionsBoundary({ RoleName, PermissionsBoundary }),
    remove: (client) => client.deleteRolePermissionsBoundary({ RoleName: 'thing' }),
    shown: async (root) => (await root.getRole({ RoleName: 'thing' })).Role?.PermissionsBoundary,
  },
  {
    kind: 'User',
    word: 'user',
    make: (root) => root.createUser({ UserName: 'thing' }),
    put: (client, PermissionsBoundary, UserName = 'thing') => client.putUserPermissionsBoundary({ UserName, PermissionsBoundary }),
    remove: (client) => client.deleteUserPermissionsBoundary({ UserName: 'thing' }),
    shown: async (root) => (await root.getUser({ UserName: 'thing' })).User?.PermissionsBoundary,
  },
]

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('boundary operations')
  await iam.root.createPolicy({ PolicyName: 'limit', PolicyDocument: documentOf(allow('iam:ListUsers')) })
})
afterAll(() => iam.close())

describe.each(families)('the permissions boundary of a $word', (family) => {
  beforeAll(() => family.make(iam.root))

  it('is put, counted and deleted', async () => {
    await family.put(iam.root, boundary)
    await family.put(iam.root, boundary)
    expect(await family.shown(iam.root)).toEqual({ PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary })
    const { Policy } = await iam.root.getPolicy({ PolicyArn: boundary })
    expect(Policy).toMatchObject({ PermissionsBoundaryUsageCount: 1, AttachmentCount: 0 })
    await family.remove(iam.root)
    expect(await family.shown(iam.root)).toBeUndefined()
    await expect(family.remove(iam.root)).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  })

  it('must be a policy that exists', async () => {
    await expect(family.put(iam.root, missing)).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Scope ARN: ${missing} does not exist or is not attachable.`,
    })
    await expect(family.put(iam.root, 'this-is-no-arn-at-all')).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'ARN this-is-no-arn-at-all is not valid.',
    })
    await expect(family.put(iam.root, boundary, 'missing')).rejects.toMatchObject({
      message: `The ${family.word} with name missing cannot be found.`,
    })
  })

  it('is a condition of putting and deleting it', async () => {
    const condition = { StringEquals: { 'iam:PermissionsBoundary': boundary } }
    const limited = await iam.user(`${family.word}-limited`, { ...allow(`iam:*${family.kind}PermissionsBoundary`), Condition: condition })
    await expect(family.put(limited, missing)).rejects.toMatchObject({ name: 'AccessDenied' })
    await family.put(limited, boundary)
    await family.remove(limited)
    await expect(family.remove(limited)).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})

it('limits what its user may do', async () => {
  const user = await iam.user('anna', allow('iam:*'))
  await user.listRoles({})
  await iam.root.putUserPermissionsBoundary({ UserName: 'anna', PermissionsBoundary: boundary })
  await user.listUsers({})
  await expect(user.listRoles({})).rejects.toMatchObject({
    name: 'AccessDenied',
    message:
      'User: arn:aws:iam::123456789012:user/anna is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::123456789012:role/ because no permissions boundary allows the iam:ListRoles action',
  })
})
