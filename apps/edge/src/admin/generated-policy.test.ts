import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTestWorld, testAccount, type TestWorld } from '@rolecall/testkit'
import type { EdgeContext } from '../context.ts'
import { generateRolePolicy } from './generated-policy.ts'

let world: TestWorld
let context: EdgeContext

const call = (caller: string, more: object = {}) => ({
  requestId: world.ids.uuid(),
  at: world.clock.now(),
  account: testAccount,
  region: 'us-east-1',
  caller: `arn:aws:sts::${testAccount}:assumed-role/${caller}`,
  decision: 'allowed',
  checks: [{ action: 'iam:GetRole', resource: `arn:aws:iam::${testAccount}:role/a`, decision: 'allowed', reasons: [] }],
  ...more,
})

const checking = (action: string, resource = '*') => ({ checks: [{ action, resource, decision: 'allowed', reasons: [] }] })

const append = (...events: object[]): Promise<void> => world.store.requestEvents.append(JSON.stringify(events))

beforeAll(async () => {
  world = await createTestWorld({ name: 'edge generated policy' })
  context = { ...world, configuration: { accountId: testAccount } } as unknown as EdgeContext
  await append(
    call('app/one'),
    call('app/two', { ...checking('ec2:DescribeInstances'), at: '2026-01-01T00:00:00Z' }),
    call('app/two', { ...checking('ec2:DescribeInstances'), region: 'eu-west-1', at: '2026-01-01T00:00:00Z' }),
    call('app/one', { ...checking('iam:ListUsers', 'arn:x'), decision: 'implicitDeny' }),
    call('app/one', { checks: [] }),
    call('app2/one', checking('iam:CreateUser')),
    call('a_p/one', checking('iam:CreateRole')),
    call('app/one', { ...checking('iam:CreateGroup'), account: '210987654321', caller: 'arn:aws:sts::210987654321:assumed-role/app/one' }),
  )
})
afterAll(() => world.close())

const getRole = { Effect: 'Allow', Action: 'iam:GetRole', Resource: `arn:aws:iam::${testAccount}:role/a` }
const describeInstances = { Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } } }

describe('the policy for what a role called', () => {
  it('takes the allowed calls of all its sessions, and no others', async () => {
    expect(await generateRolePolicy(context, 'app', {})).toMatchObject({
      role: 'app',
      account: testAccount,
      policy: { Version: '2012-10-17', Statement: [describeInstances, getRole] },
      calls: 3,
      denied: 1,
      from: expect.any(String),
      to: expect.any(String),
    })
  })

  it('begins where it is told, and takes denied calls when it is told', async () => {
    expect((await generateRolePolicy(context, 'app', { since: '2026-02-01' })).policy.Statement).toEqual([getRole])
    const { policy } = await generateRolePolicy(context, 'app', { since: '2026-02-01', includeDenied: 'true' })
    expect(policy.Statement).toEqual([getRole, { Effect: 'Allow', Action: 'iam:ListUsers', Resource: 'arn:x' }])
  })

  it('knows accounts apart', async () => {
    expect((await generateRolePolicy(context, 'app', { account: '210987654321' })).policy.Statement).toMatchObject([{ Action: 'iam:CreateGroup' }])
  })

  it('is empty for a role that called nothing', async () => {
    expect(await generateRolePolicy(context, 'none', {})).toEqual({ role: 'none', account: testAccount, policy: { Version: '2012-10-17', Statement: [] }, calls: 0, denied: 0 })
  })

  it('refuses what makes no sense', async () => {
    for (const [name, query] of [['a b', {}], ['app', { account: 'x' }], ['app', { since: 'soon' }]] as [string, Record<string, string>][]) {
      await expect(generateRolePolicy(context, name, query)).rejects.toMatchObject({ status: 400 })
    }
  })
})
