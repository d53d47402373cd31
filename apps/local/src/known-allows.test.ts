// What was allowed once is known again only while everything that decided it is the same.
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

const account = '123456789012'
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: string, Condition?: object, Resource = '*'): object => ({ Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) })
const trusting = (AWS: string): string => document({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' })

let cloud: Cloud

beforeAll(async () => {
  cloud = await createCloud('known allows')
  await cloud.root.createRole({ RoleName: 'read', AssumeRolePolicyDocument: trusting(account) })
})
afterAll(() => cloud.close())

const denied = { name: 'AccessDenied', message: expect.stringContaining('is not authorized to perform') }

/** Allowed twice, as only the second time may be known from the first. */
const isAllowed = async (call: () => Promise<unknown>): Promise<void> => {
  await call()
  await call()
}

const getRole = (credentials: TestCredentials, RoleName = 'read') => cloud.iam(credentials).getRole({ RoleName })

it('forgets what a policy of the caller allowed when the policy is gone', async () => {
  const user = await cloud.user('changing', document(allow('iam:GetRole')))
  await isAllowed(() => getRole(user))
  await cloud.root.putUserPolicy({ UserName: 'changing', PolicyName: 'own', PolicyDocument: document(allow('iam:ListRoles')) })
  await expect(getRole(user)).rejects.toMatchObject(denied)
})

it('forgets it when a boundary comes', async () => {
  const user = await cloud.user('bounded', document(allow('iam:GetRole')))
  await isAllowed(() => getRole(user))
  await cloud.root.putUserPermissionsBoundary({ UserName: 'bounded', PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess' })
  await expect(getRole(user)).rejects.toMatchObject(denied)
})

it('does not take one resource for another', async () => {
  await cloud.root.createRole({ RoleName: 'other', AssumeRolePolicyDocument: trusting(account) })
  const user = await cloud.user('one-resource', document(allow('iam:GetRole', undefined, roleArn('read'))))
  await isAllowed(() => getRole(user))
  await expect(getRole(user, 'other')).rejects.toMatchObject(denied)
})

it('asks again when a tag of the resource that decided has changed', async () => {
  const user = await cloud.user('by-tag', document(allow('iam:GetRole', { StringEquals: { 'aws:ResourceTag/team': 'blue' } })))
  const tag = (Value: string) => cloud.root.tagRole({ RoleName: 'read', Tags: [{ Key: 'team', Value }] })
  await tag('blue')
  await isAllowed(() => getRole(user))
  await tag('red')
  await expect(getRole(user)).rejects.toMatchObject(denied)
  await tag('blue')
  await getRole(user)
})

it('asks again when the request says something else', async () => {
  const user = await cloud.user('by-name', document(allow('sts:AssumeRole', { StringLike: { 'sts:RoleSessionName': 'team-*' } })))
  await cloud.root.createRole({ RoleName: 'named', AssumeRolePolicyDocument: trusting(account) })
  const assume = (RoleSessionName: string) => cloud.sts(user).assumeRole({ RoleArn: roleArn('named'), RoleSessionName })
  await isAllowed(() => assume('team-blue'))
  await expect(assume('me')).rejects.toMatchObject(denied)
  await assume('team-red')
})

it('asks again when the region is another', async () => {
  const user = await cloud.user('by-region', document(allow('ec2:DescribeVpcs', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } })))
  await isAllowed(() => cloud.ec2(user, 'us-east-1').describeVpcs({}))
  await expect(cloud.ec2(user, 'eu-west-1').describeVpcs({})).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
})

it('asks the trust policy again when it has changed', async () => {
  const user = await cloud.user('trusted', document(allow('sts:AssumeRole')))
  await cloud.root.createRole({ RoleName: 'trusting', AssumeRolePolicyDocument: trusting(account) })
  const assume = () => cloud.sts(user).assumeRole({ RoleArn: roleArn('trusting'), RoleSessionName: 'session' })
  await isAllowed(assume)
  await cloud.root.updateAssumeRolePolicy({ RoleName: 'trusting', PolicyDocument: trusting('999999999999') })
  await expect(assume()).rejects.toMatchObject(denied)
})

it('asks the organization when the account joins one, and its path decides', async () => {
  const path = 'o-exampleorg1/r-ab12/ou-ab12-11111111/'
  const within = (prefix: string): object => ({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${prefix}*`, 'aws:ResourceOrgPaths': `${prefix}*` } })
  const user = await cloud.user('member', document(allow('iam:GetRole', within('o-exampleorg1/r-ab12/ou-ab12-11111111/')), allow('iam:ListRoles')))
  const listRoles = () => cloud.iam(user).listRoles({})
  await isAllowed(listRoles)
  await expect(getRole(user)).rejects.toMatchObject(denied)
  await cloud.join(account, { organizationPath: path, serviceControlPolicies: [[{ name: 'no lists', document: document(allow('*'), { ...allow('iam:ListRoles'), Effect: 'Deny' }) }]] })
  await isAllowed(() => getRole(user))
  await expect(listRoles()).rejects.toMatchObject({ message: expect.stringContaining('with an explicit deny in a service control policy') })
  await cloud.join(account, { organizationPath: 'o-exampleorg1/r-ab12/ou-ab12-22222222/' })
  await expect(getRole(user)).rejects.toMatchObject(denied)
  await isAllowed(listRoles)
  await cloud.world.store.transaction(({ accounts }) => accounts.setOrganization({ partition: 'aws', account }, undefined))
})

it('asks again as time passes', async () => {
  const user = await cloud.user('until', document(allow('iam:GetRole', { DateLessThan: { 'aws:CurrentTime': new Date(cloud.world.clock.now().getTime() + 3_600_000).toISOString() } })))
  await isAllowed(() => getRole(user))
  await cloud.world.advance(3601)
  await expect(getRole(user)).rejects.toMatchObject(denied)
})
