import type { IAM } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { serverCertificate, serverKey } from '@rolecall/testkit'
import { allow, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

interface ListInput {
  MaxItems?: number
  Marker?: string | undefined
  PathPrefix?: string
}

interface Family {
  action: string
  resource: string
  make(root: IAM, name: string, Path: string): Promise<unknown>
  list(client: IAM, input: ListInput): Promise<{ IsTruncated?: boolean; Marker?: string; [member: string]: unknown }>
  member: string
  name: string
  remove(root: IAM, name: string): Promise<unknown>
}

// Users come first, before the tests of the others make users of their own.
const families: Family[] = [
  {
    action: 'iam:ListUsers',
    resource: 'user',
    make: (root, UserName, Path) => root.createUser({ UserName, Path, Tags: [{ Key: 'k', Value: 'v' }] }),
    list: async (client, input) => ({ ...(await client.listUsers(input)) }),
    member: 'Users',
    name: 'UserName',
    remove: (root, UserName) => root.deleteUser({ UserName }),
  },
  {
    action: 'iam:ListRoles',
    resource: 'role',
    make: (root, RoleName, Path) => root.createRole({ RoleName, Path, AssumeRolePolicyDocument: trustingEc2, Tags: [{ Key: 'k', Value: 'v' }] }),
    list: async (client, input) => ({ ...(await client.listRoles(input)) }),
    member: 'Roles',
    name: 'RoleName',
    remove: (root, RoleName) => root.deleteRole({ RoleName }),
  },
  {
    action: 'iam:ListGroups',
    resource: 'group',
    make: (root, GroupName, Path) => root.createGroup({ GroupName, Path }),
    list: async (client, input) => ({ ...(await client.listGroups(input)) }),
    member: 'Groups',
    name: 'GroupName',
    remove: (root, GroupName) => root.deleteGroup({ GroupName }),
  },
  {
    action: 'iam:ListInstanceProfiles',
    resource: 'instance-profile',
    make: (root, InstanceProfileName, Path) => root.createInstanceProfile({ InstanceProfileName, Path, Tags: [{ Key: 'k', Value: 'v' }] }),
    list: async (client, input) => ({ ...(await client.listInstanceProfiles(input)) }),
    member: 'InstanceProfiles',
    name: 'InstanceProfileName',
    remove: (root, InstanceProfileName) => root.deleteInstanceProfile({ InstanceProfileName }),
  },
  {
    action: 'iam:ListServerCertificates',
    resource: 'server-certificate',
    make: (root, ServerCertificateName, Path) =>
      root.uploadServerCertificate({ ServerCertificateName, Path, CertificateBody: serverCertificate, PrivateKey: serverKey, Tags: [{ Key: 'k', Value: 'v' }] }),
    list: async (client, input) => ({ ...(await client.listServerCertificates(input)) }),
    member: 'ServerCertificateMetadataList',
    name: 'ServerCertificateName',
    remove: (root, ServerCertificateName) => root.deleteServerCertificate({ ServerCertificateName }),
  },
]

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('list operations')
})
afterAll(() => iam.close())

describe.each(families)('$action', (family) => {
  beforeAll(async () => {
    for (const [name, path] of [['b', '/'], ['B2', '/a_b/'], ['a', '/aXb/'], ['c', '/a_b/x/']] as const) await family.make(iam.root, name, path)
  })

  const itemsOf = (answer: Record<string, unknown>): Record<string, unknown>[] => (answer[family.member] ?? []) as Record<string, unknown>[]
  const names = async (input: ListInput): Promise<unknown[]> => itemsOf(await family.list(iam.root, input)).map((item) => item[family.name])

  it('lists by code point and without tags', async () => {
    expect(await names({})).toEqual(['B2', 'a', 'b', 'c'])
    for (const item of itemsOf(await family.list(iam.root, {}))) expect(item).not.toHaveProperty('Tags')
  })

  it('takes the path prefix as plain text', async () => {
    expect(await names({ PathPrefix: '/a_b' })).toEqual(['B2', 'c'])
    expect(await names({ PathPrefix: '/a_b/x/' })).toEqual(['c'])
  })

  it('pages, also when the last one shown is deleted in between', async () => {
    const first = await family.list(iam.root, { MaxItems: 2 })
    expect(itemsOf(first).map((item) => item[family.name])).toEqual(['B2', 'a'])
    expect(first.IsTruncated).toBe(true)
    await family.remove(iam.root, 'a')
    expect(await names({ Marker: first.Marker })).toEqual(['b', 'c'])
    await expect(family.list(iam.root, { Marker: 'rubbish' })).rejects.toMatchObject({ name: 'ValidationError', message: 'Invalid Marker.' })
  })

  it('is decided on the path', async () => {
    const limited = await iam.user(`${family.resource}-limited`, allow(family.action, `arn:aws:iam::123456789012:${family.resource}/team/*`))
    await family.list(limited, { PathPrefix: '/team/' })
    await expect(family.list(limited, {})).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:user/${family.resource}-limited is not authorized to perform: ${family.action} on resource: arn:aws:iam::123456789012:${family.resource}/ because no identity-based policy allows the ${family.action} action`,
    })
  })
})
