import { expect, it } from '@jest/globals'
import { statusLines } from './status.ts'

const clock = { now: '2026-01-01T00:00:00.000Z' }
const nothing = { missing: 0, total: 0, due: 0, late: 0, expired: 0, oldestSeconds: null, averageSeconds: null, shortestSeconds: null, failures: [] }
const rotation = { lastSweepSecondsAgo: null }

it('says nothing of ages while no instance has credentials', () => {
  expect(statusLines({ status: 'ok', services: { iam: 'ok' }, version: '1.0.0', clock, rotation, credentials: nothing })).toEqual([
    'rolecall 1.0.0: ok',
    'iam\tok',
    'clock\t2026-01-01T00:00:00.000Z',
    'credentials\t0 instances: 0 due, 0 late, 0 expired, 0 without',
    'last sweep\tnone yet',
  ])
})

it('shows ages, the next end and what failed', () => {
  const failures = [
    { code: 'AssumeRoleUnauthorizedAccess', account: '123456789012', roleName: 'app', count: 3, instanceId: 'i-1', attempts: 5, nextAttemptSeconds: 41 },
    { code: 'InstanceProfileNotFound', account: '123456789012', roleName: null, count: 1, instanceId: 'i-2', attempts: 1, nextAttemptSeconds: 0 },
  ]
  const credentials = { ...nothing, total: 3, due: 1, oldestSeconds: 20_599, averageSeconds: 125, shortestSeconds: -12, failures }
  expect(statusLines({ status: 'ok', services: {}, version: '1', clock, rotation: { lastSweepSecondsAgo: 8.4 }, credentials }).slice(2)).toEqual([
    'credentials\t3 instances: 1 due, 0 late, 0 expired, 0 without',
    'age\t2m on average, 5h 43m at most',
    'next end\t12s ago',
    'last sweep\t8s ago',
    'failed\t3 AssumeRoleUnauthorizedAccess: role app of 123456789012, i-1 and 2 more; 5 attempts, the next in 41s',
    'failed\t1 InstanceProfileNotFound: no role, 123456789012, i-2; 1 attempt, the next in 0s',
  ])
})
