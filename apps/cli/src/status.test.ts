import { expect, it } from '@jest/globals'
import { statusLines } from './status.ts'

const clock = { now: '2026-01-01T00:00:00.000Z' }
const nothing = { missing: 0, total: 0, due: 0, late: 0, expired: 0, oldestSeconds: null, averageSeconds: null, shortestSeconds: null, failed: {} }

it('says nothing of ages while no instance has credentials', () => {
  expect(statusLines({ status: 'ok', services: { iam: 'ok' }, version: '1.0.0', clock, credentials: nothing })).toEqual([
    'rolecall 1.0.0: ok',
    'iam\tok',
    'clock\t2026-01-01T00:00:00.000Z',
    'credentials\t0 instances: 0 due, 0 late, 0 expired, 0 without',
  ])
})

it('shows ages, the next end and what failed', () => {
  const credentials = { ...nothing, total: 3, due: 1, oldestSeconds: 20_599, averageSeconds: 125, shortestSeconds: -12, failed: { AssumeRoleUnauthorizedAccess: 2 } }
  expect(statusLines({ status: 'ok', services: {}, version: '1', clock, credentials }).slice(2)).toEqual([
    'credentials\t3 instances: 1 due, 0 late, 0 expired, 0 without',
    'age\t2m on average, 5h 43m at most',
    'next end\t12s ago',
    'failed\t2 AssumeRoleUnauthorizedAccess',
  ])
})
