import type { IAM, Tag } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { serverCertificate, serverKey } from '@rolecall/testkit'
import { allow, allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

const PolicyArn = 'arn:aws:iam::123456789012:policy/p'
const missingArn = 'arn:aws:iam::123456789012:policy/missing'

interface Family {
  kind: string
  name: string
  action: string
  make(root: IAM): Promise<unknown>
  tag(client: IAM, Tags: Tag[]): Promise<unknown>
  untag(client: IAM, TagKeys: string[]): Promise<unknown>
  list(client: IAM, page: { MaxItems?: number; Marker?: string | undefined }): Promise<{ Tags: Tag[] | undefined; IsTruncated?: boolean; Marker?: string }>
  tagMissing(root: IAM): Promise<unknown>
  missing: string
  shown: string
  ignoresCase: boolean
}

const families: Family[] = [
  {
    kind: 'role',
    name: 'role',
    action: 'iam:TagRole',
    make: (root) => root.createRole({ RoleName: 'r', AssumeRolePolicyDocument: trustingEc2 }),
    tag: (client, Tags) => client.tagRole({ RoleName: 'r', Tags }),
    untag: (client, TagKeys) => client.untagRole({ RoleName: 'r', TagKeys }),
    list: (client, page) => client.listRoleTags({ RoleName: 'r', ...page }),
    tagMissing: (root) => root.tagRole({ RoleName: 'missing', Tags: [] }),
    missing: 'The role with name missing cannot be found.',
    shown: 'role r',
    ignoresCase: true,
  },
  {
    kind: 'user',
    name: 'user',
    action: 'iam:TagUser',
    make: (root) => root.createUser({ UserName: 'u' }),
    tag: (client, Tags) => client.tagUser({ UserName: 'u', Tags }),
    untag: (client, TagKeys) => client.untagUser({ UserName: 'u', TagKeys }),
    list: (client, page) => client.listUserTags({ UserName: 'u', ...page }),
    tagMissing: (root) => root.tagUser({ UserName: 'missing', Tags: [] }),
    missing: 'The user with name missing cannot be found.',
    shown: 'user u',
    ignoresCase: true,
  },
  {
    kind: 'server certificate',
    name: 'certificate',
    action: 'iam:TagServerCertificate',
    make: (root) => root.uploadServerCertificate({ ServerCertificateName: 's', CertificateBody: serverCertificate, PrivateKey: serverKey }),
    tag: (client, Tags) => client.tagServerCertificate({ ServerCertificateName: 's', Tags }),
    untag: (client, TagKeys) => client.untagServerCertificate({ ServerCertificateName: 's', TagKeys }),
    list: (client, page) => client.listServerCertificateTags({ ServerCertificateName: 's', ...page }),
    tagMissing: (root) => root.tagServerCertificate({ ServerCertificateName: 'missing', Tags: [] }),
    missing: 'The Server Certificate with name missing cannot be found.',
    shown: 'server certificate s',
    ignoresCase: false,
  },
  {
    kind: 'instance profile',
    name: 'profile',
    action: 'iam:TagInstanceProfile',
    make: (root) => root.createInstanceProfile({ InstanceProfileName: 'i' }),
    tag: (client, Tags) => client.tagInstanceProfile({ InstanceProfileName: 'i', Tags }),
    untag: (client, TagKeys) => client.untagInstanceProfile({ InstanceProfileName: 'i', TagKeys }),
    list: (client, page) => client.listInstanceProfileTags({ InstanceProfileName: 'i', ...page }),
    tagMissing: (root) => root.tagInstanceProfile({ InstanceProfileName: 'missing', Tags: [] }),
    missing: 'Instance Profile missing cannot be found.',
    shown: 'instance profile i',
    ignoresCase: false,
  },
  {
    kind: 'policy',
    name: 'policy',
    action: 'iam:TagPolicy',
    make: (root) => root.createPolicy({ PolicyName: 'p', PolicyDocument: allowingPolicy }),
    tag: (client, Tags) => client.tagPolicy({ PolicyArn, Tags }),
    untag: (client, TagKeys) => client.untagPolicy({ PolicyArn, TagKeys }),
    list: (client, page) => client.listPolicyTags({ PolicyArn, ...page }),
    tagMissing: (root) => root.tagPolicy({ PolicyArn: missingArn, Tags: [] }),
    missing: `Policy ${missingArn} was not found.`,
    shown: `policy ${PolicyArn}`,
    ignoresCase: false,
  },
]

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('tag operations')
})
afterAll(() => iam.close())

describe.each(families)('tags of a $kind', (family) => {
  beforeAll(() => family.make(iam.root))

  const tagsNow = async () => (await family.list(iam.root, {})).Tags

  it('are added, overwritten and removed', async () => {
    await family.tag(iam.root, ['a', 'b', 'c'].map((Key) => ({ Key, Value: '1' })))
    await family.tag(iam.root, [{ Key: 'B', Value: '' }])
    const values = (await tagsNow())?.map(({ Key, Value }) => `${Key}=${Value}`)
    expect(values).toEqual(family.ignoresCase ? ['a=1', 'B=', 'c=1'] : ['a=1', 'b=1', 'c=1', 'B='])
    await family.untag(iam.root, ['a', 'b', 'absent'])
    expect((await tagsNow())?.map(({ Key }) => Key)).toEqual(family.ignoresCase ? ['c'] : ['c', 'B'])
    await family.untag(iam.root, ['B', 'c'])
    expect(await tagsNow()).toEqual([])
  })

  it('refuse keys given twice', async () => {
    await expect(family.tag(iam.root, ['k', 'k'].map((Key) => ({ Key, Value: '' })))).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: family.ignoresCase ? 'Duplicate tag keys found. Please note that Tag keys are case insensitive.' : 'Duplicate tag keys found.',
    })
  })

  it('are listed in pages, also when a tag goes in between', async () => {
    await family.tag(iam.root, ['a', 'b', 'c'].map((Key) => ({ Key, Value: '' })))
    const first = await family.list(iam.root, { MaxItems: 2 })
    expect(first).toMatchObject({ Tags: [{ Key: 'a' }, { Key: 'b' }], IsTruncated: true })
    const second = await family.list(iam.root, { Marker: first.Marker })
    expect(second).toMatchObject({ Tags: [{ Key: 'c' }], IsTruncated: false })
    await family.untag(iam.root, ['b'])
    expect(await family.list(iam.root, { Marker: first.Marker })).toMatchObject({ Tags: [{ Key: 'c' }] })
  })

  it('need the thing to exist', async () => {
    await expect(family.tagMissing(iam.root)).rejects.toMatchObject({ name: 'NoSuchEntityException', message: family.missing })
  })

  it('are decided by request tags, tag keys and the tags that are there', async () => {
    const condition = {
      StringEquals: { 'aws:RequestTag/team': 'blue', 'aws:ResourceTag/a': '', 'iam:ResourceTag/c': '' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
    }
    const tagger = await iam.user(`${family.name}-tagger`, { ...allow(family.action), Condition: condition })
    await family.tag(tagger, [{ Key: 'team', Value: 'blue' }])
    await expect(family.tag(tagger, [{ Key: 'team', Value: 'red' }])).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:user/${family.name}-tagger is not authorized to perform: ${family.action} on resource: ${family.shown} because no identity-based policy allows the ${family.action} action`,
    })
    await expect(family.tag(tagger, ['team', 'other'].map((Key) => ({ Key, Value: 'blue' })))).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
