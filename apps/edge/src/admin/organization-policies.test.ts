import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createTestWorld, testAccount, type TestWorld } from '@rolecall/testkit'
import type { EdgeContext } from '../context.ts'
import { getOrganization, setOrganization } from './organization-policies.ts'

let world: TestWorld
let context: EdgeContext

const named = { account: testAccount, partition: undefined }
const key = { partition: 'aws', account: testAccount }
const policy = (...statements: object[]): object => ({ Version: '2012-10-17', Statement: statements })
const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
const noUsers = policy({ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' })
const noStrangers = policy({
  Effect: 'Deny',
  Principal: '*',
  Action: 'sts:AssumeRole',
  Resource: '*',
  Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
})
const body = {
  organizationId: 'o-exampleorg1',
  organizationPath: 'o-exampleorg1/r-ab12/ou-ab12-11111111/',
  serviceControlPolicies: [[{ name: 'FullAWSAccess', document: everything }], [{ document: everything }, { name: 'NoUsers', document: noUsers }]],
  resourceControlPolicies: [[], [{ name: 'NoStrangers', document: JSON.stringify(noStrangers) }]],
}
const shown = {
  organizationId: 'o-exampleorg1',
  organizationPath: 'o-exampleorg1/r-ab12/ou-ab12-11111111/',
  isManagementAccount: false,
  serviceControlPolicies: [
    [{ name: 'FullAWSAccess', document: everything }],
    [{ name: 'policy 1 at level 2 of serviceControlPolicies', document: everything }, { name: 'NoUsers', document: noUsers }],
  ],
  resourceControlPolicies: [[], [{ name: 'NoStrangers', document: noStrangers }]],
}

beforeAll(async () => {
  world = await createTestWorld({ name: 'edge organization policies' })
  context = { ...world } as unknown as EdgeContext
})
afterAll(() => world.close())
beforeEach(() => setOrganization(context, named, undefined))

describe('an account', () => {
  it('is in no organization until it is put into one, and leaves it again', async () => {
    expect(await getOrganization(context, { account: '111122223333', partition: undefined })).toEqual({})
    expect(await setOrganization(context, named, body)).toEqual(shown)
    expect(await getOrganization(context, named)).toEqual(shown)
    for (const nothing of [undefined, null, {}]) {
      await setOrganization(context, named, body)
      expect(await setOrganization(context, named, nothing)).toEqual({})
      expect(await getOrganization(context, named)).toEqual({})
    }
  })

  it('is of one partition', async () => {
    await setOrganization(context, { ...named, partition: 'aws-cn' }, { isManagementAccount: true })
    expect(await getOrganization(context, named)).toEqual({})
    expect(await getOrganization(context, { ...named, partition: 'aws-cn' })).toMatchObject({ isManagementAccount: true, serviceControlPolicies: [] })
  })

  it('is a member of the organization whose id it has, which one account manages and another may administer', async () => {
    const organizationId = 'o-exampleorg1'
    await setOrganization(context, named, { organizationId, isManagementAccount: true })
    await expect(setOrganization(context, { ...named, account: '111122223333' }, { organizationId, isManagementAccount: true })).rejects.toMatchObject({
      status: 400,
      message: `The management account of o-exampleorg1 is ${testAccount}.`,
    })
    expect(await getOrganization(context, { ...named, account: '111122223333' })).toEqual({})
    await setOrganization(context, { ...named, partition: 'aws-cn' }, { organizationId, isManagementAccount: true })
    expect(await setOrganization(context, { ...named, account: '111122223333' }, { organizationId, isDelegatedAdministrator: true })).toMatchObject({
      organizationId,
      isManagementAccount: false,
      isDelegatedAdministrator: true,
    })
  })

  it('has another version after every change, so that the next call knows', async () => {
    const versions = new Set<number | undefined>()
    for (const next of [body, { isManagementAccount: true }, undefined]) {
      await setOrganization(context, named, next)
      const { version, isInOrganization } = await world.store.freshness.read(key)
      expect(isInOrganization).toBe(next !== undefined)
      versions.add(version)
    }
    expect(versions.size).toBe(3)
  })

  it('is out of it after a reset', async () => {
    await setOrganization(context, named, body)
    await world.store.transaction((store) => store.reset.account(testAccount))
    expect(await getOrganization(context, named)).toEqual({})
    await setOrganization(context, named, body)
    await world.store.transaction((store) => store.reset.everything())
    expect(await getOrganization(context, named)).toEqual({})
  })
})

const withPolicy = (member: string, document: unknown): object => ({ [member]: [[{ document }]] })
const resourceControl = (statement: object): object => withPolicy('resourceControlPolicies', policy({ ...(noStrangers as { Statement: object[] }).Statement[0], ...statement }))
const where = (member: string): string => `policy 1 at level 1 of ${member}`

describe('refused, changing nothing', () => {
  it.each([
    ['a list', [], expect.stringContaining('Give {"serviceControlPolicies"')],
    ['an unknown member', { scps: [] }, expect.stringContaining('There is no member scps.')],
    ['levels that are no list', { serviceControlPolicies: {} }, expect.stringContaining('a list for each level')],
    ['a level that is no list', { serviceControlPolicies: [everything] }, expect.stringContaining('level 1 of serviceControlPolicies is no list.')],
    ['an empty level', { serviceControlPolicies: [[]] }, 'level 1 of serviceControlPolicies is empty, which would allow nothing: attach FullAWSAccess.'],
    ['too many levels', { resourceControlPolicies: Array.from({ length: 8 }, () => []) }, expect.stringContaining('has more than 7 levels')],
    ['no document', { serviceControlPolicies: [[{ name: 'x' }]] }, `${where('serviceControlPolicies')}: document must be a policy.`],
    ['a name that is none', { serviceControlPolicies: [[{ name: '', document: everything }]] }, `${where('serviceControlPolicies')}: name must have 1 to 128 characters.`],
    ['text that is no policy', withPolicy('serviceControlPolicies', '{'), `${where('serviceControlPolicies')}: Syntax errors in policy.`],
    ['a service control policy that names a principal', withPolicy('serviceControlPolicies', noStrangers), `${where('serviceControlPolicies')}: Policy document should not specify a principal.`],
    ['an action without service', withPolicy('serviceControlPolicies', policy({ Effect: 'Allow', Action: 'ec2', Resource: '*' })), `${where('serviceControlPolicies')}: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.`],
    ['an old version', withPolicy('resourceControlPolicies', { ...noStrangers, Version: '2008-10-17' }), `${where('resourceControlPolicies')}: Policy document must be version 2012-10-17 or greater.`],
    ['a resource control policy that allows', resourceControl({ Effect: 'Allow' }), expect.stringContaining('can only deny')],
    ['one for some principals', resourceControl({ Principal: { AWS: '111122223333' } }), expect.stringContaining('need "Principal": "*".')],
    ['one for all services', resourceControl({ Action: '*' }), expect.stringContaining('must name the service')],
    ['one without actions', resourceControl({ Action: [] }), expect.stringContaining('must contain actions')],
    ['one without resources', resourceControl({ Resource: [] }), expect.stringContaining('must contain resources')],
    ['an id that is none', { organizationId: 'org' }, 'organizationId must look like o-exampleorg1.'],
    ['a path that is none', { organizationId: 'o-exampleorg1', organizationPath: 'o-exampleorg1' }, 'organizationPath must look like o-exampleorg1/r-ab12/ou-ab12-11111111/.'],
    ['the path of another organization', { organizationId: 'o-exampleorg1', organizationPath: 'o-exampleorg2/r-ab12/' }, 'organizationPath must start with organizationId.'],
    ['a word for a boolean', { isManagementAccount: 'yes' }, 'isManagementAccount must be true or false.'],
    ['another word for a boolean', { isDelegatedAdministrator: 1 }, 'isDelegatedAdministrator must be true or false.'],
    [
      'a management account that delegates to itself',
      { organizationId: 'o-exampleorg1', isManagementAccount: true, isDelegatedAdministrator: true },
      'The management account delegates to another account, not to itself.',
    ],
    ['a delegated administrator of nothing', { isDelegatedAdministrator: true }, 'isDelegatedAdministrator needs an organizationId.'],
  ])('%s', async (_, bad, message) => {
    await setOrganization(context, named, body)
    await expect(setOrganization(context, named, bad)).rejects.toMatchObject({ status: 400, message })
    expect(await getOrganization(context, named)).toEqual(shown)
  })

  it('accounts and partitions that cannot be', async () => {
    await expect(setOrganization(context, { ...named, account: '12' }, body)).rejects.toMatchObject({ status: 400 })
    await expect(getOrganization(context, { ...named, partition: 'moon' })).rejects.toMatchObject({ status: 400, message: 'There is no partition moon.' })
  })
})
