import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Cloud, createCloud } from '../test/cloud.ts'

const allowing = (statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const trusting = allowing([{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root', Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }])

/** Operations that need no permission, each with its reason; the list may only shrink. */
const exceptions = JSON.parse(
  readFileSync(fileURLToPath(new URL('../test/open-operations.json', import.meta.url)), 'utf8'),
) as Record<string, string>

const refusals = new Set(['AccessDenied', 'UnauthorizedOperation'])
// What EC2 needs of other services it refuses in words of its own.
const ownRefusals = new Set(['SsmAccessDenied', 'AuthFailure.ServiceLinkedRoleCreationNotPermitted'])

/** Refused for want of a permission; federation is refused by the role's trust, in other words. */
const lacksPermission = ({ code, message }: { code: string | undefined; message: string }): boolean =>
  ownRefusals.has(code ?? '') || (refusals.has(code ?? '') && message.includes('is not authorized to perform'))

const mostChecks = 12

let cloud: Cloud

beforeAll(async () => {
  cloud = await createCloud('access coverage')
  await cloud.join('123456789012', { isManagementAccount: true })
  await cloud.join('111122223333')
  await cloud.root.enableOrganizationsRootSessions({})
  for (const RoleName of ['app', 'open']) await cloud.root.createRole({ RoleName, AssumeRolePolicyDocument: trusting })
  await cloud.root.createInstanceProfile({ InstanceProfileName: 'app' })
  await cloud.root.addRoleToInstanceProfile({ InstanceProfileName: 'app', RoleName: 'app' })
})
afterAll(() => cloud.close())

/** STS does not tell what is missing for AssumeRole; the others do. */
const denial = (service: string, name: string): RegExp => {
  const action = `${service}:${name}`
  const reason = action === 'sts:AssumeRole' ? '$' : `because no identity-based policy allows the ${action} action(?:$|\\. Encoded)`
  return new RegExp(`User: arn:aws:iam::123456789012:user/stranger is not authorized to perform: ${action}(?: on resource: .+?)? ?${reason}`)
}

it('refuses a user without policy every operation that is not open to all', async () => {
  const stranger = await cloud.user('stranger')
  const open: string[] = []
  for (const [service, name] of cloud.operations) {
    const answer = await cloud.call(service, name, stranger)
    const { code, message } = answer
    if (!lacksPermission(answer)) {
      open.push(`${service}:${name}`)
      continue
    }
    expect(code).toBe(service === 'ec2' ? 'UnauthorizedOperation' : 'AccessDenied')
    expect(message).toMatch(denial(service, name))
  }
  expect(open.sort()).toEqual(Object.keys(exceptions).sort())
}, 120_000)

/** The statements that the call needs, found by allowing whatever it was refused for, one by one. */
const neededStatements = async (service: 'iam' | 'sts' | 'ec2', name: string): Promise<object[]> => {
  const user = await cloud.user(`${service}-${name}`)
  const statements: object[] = []
  for (;;) {
    const answer = await cloud.call(service, name, user)
    if (!lacksPermission(answer)) return statements
    const denied = (await cloud.lastChecks()).find((check) => check.decision !== 'allowed')
    if (denied === undefined || statements.length === mostChecks) throw new Error(`${service}:${name} is refused whatever is allowed: ${answer.code}`)
    statements.push({ Effect: 'Allow', Action: denied.action, Resource: denied.resource })
    await cloud.root.putUserPolicy({ UserName: `${service}-${name}`, PolicyName: 'own', PolicyDocument: allowing(statements) })
  }
}

const line = (statement: object): string => {
  const { Action, Resource } = statement as { Action: string; Resource: string }
  return `${Action} on ${Resource}`
}

it('allows every operation to who has exactly the permissions that it declares', async () => {
  const needed: Record<string, string[]> = {}
  for (const [service, name] of cloud.operations) {
    needed[`${service}:${name}`] = (await neededStatements(service, name)).map(line)
  }
  // A change in what an operation needs is to be read in the difference of the snapshot.
  expect(needed).toMatchSnapshot()
}, 300_000)
