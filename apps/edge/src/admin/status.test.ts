import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { runDueRotations } from '@rolecall/credentials'
import { addInstance, addProfile, addRole, createTestWorld, type TestWorld, trustNobody } from '@rolecall/testkit'
import type { EdgeContext } from '../context.ts'
import { rotationHealth } from './rotation-health.ts'
import { showMetrics, showStatus } from './status.ts'

let world: TestWorld
let context: EdgeContext

const settings = { lifetimeSeconds: 23_700, leadSeconds: 1200 }

beforeAll(async () => {
  world = await createTestWorld({ name: 'edge status' })
  const configuration = { version: '1.2.3', leadSeconds: settings.leadSeconds }
  context = { ...world, configuration, checkHealth: () => Promise.resolve({ iam: 'ok', sts: 'does not "answer"' }) } as unknown as EdgeContext
})
afterAll(() => world.close())

const rotate = () => runDueRotations({ ...world, settings }, world.clock.now())

it('counts what instances have, what is to be done and what failed', async () => {
  expect((await showStatus(context)).credentials).toEqual({
    missing: 0, total: 0, due: 0, late: 0, expired: 0, oldestSeconds: null, averageSeconds: null, shortestSeconds: null, failed: {}, failures: [],
  })
  const good = await addProfile(world, 'good', (await addRole(world, 'good')).id)
  const bad = await addProfile(world, 'bad', (await addRole(world, 'bad', trustNobody)).id)
  const [, , failing] = [await addInstance(world, { profile: good }), await addInstance(world, { profile: good }), await addInstance(world, { profile: bad })]
  expect((await showStatus(context)).credentials).toMatchObject({ missing: 3, total: 0 })
  await rotate()
  expect((await showStatus(context)).credentials).toMatchObject({
    missing: 0,
    total: 2,
    due: 0,
    failed: { AssumeRoleUnauthorizedAccess: 1 },
    failures: [{ code: 'AssumeRoleUnauthorizedAccess', account: '123456789012', roleName: 'bad', count: 1, instanceId: failing?.id, attempts: 1 }],
  })
  await world.advance(settings.lifetimeSeconds - 600)
  const { credentials } = await showStatus(context)
  expect(credentials).toMatchObject({ total: 2, due: 2, late: 2, expired: 0 })
  expect(credentials.shortestSeconds).toBeCloseTo(600, -1)
  expect(credentials.oldestSeconds).toBeCloseTo(settings.lifetimeSeconds - 600, -1)
  await world.advance(601)
  expect((await showStatus(context)).credentials).toMatchObject({ late: 0, expired: 2 })
  await rotate()
  expect((await showStatus(context)).credentials).toMatchObject({ total: 2, due: 0, late: 0, expired: 0 })
})

it('tells the same to Prometheus', async () => {
  const lines = showMetrics(await showStatus(context)).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'rolecall_info{version="1.2.3"} 1',
      '# TYPE rolecall_up gauge',
      'rolecall_up{service="iam"} 1',
      'rolecall_up{service="sts"} 0',
      'rolecall_instance_credentials 2',
      'rolecall_instance_credentials_pending{state="expired"} 0',
      'rolecall_instance_credentials_failed{code="AssumeRoleUnauthorizedAccess"} 1',
      'rolecall_instance_credentials_failures{code="AssumeRoleUnauthorizedAccess",account="123456789012",role="bad"} 1',
    ]),
  )
  const offset = lines.find((line) => line.startsWith('rolecall_clock_offset_seconds '))
  expect(Number(offset?.split(' ')[1])).toBeGreaterThanOrEqual(settings.lifetimeSeconds)
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^(# (HELP|TYPE) rolecall_\w+ .+|rolecall_\w+(\{(\w+="[^"]*",?)+\})? -?[\d.e-]+)$/)
})

it('tells when rotation last swept, and whether it still does', async () => {
  const { rotationSweeps, connection } = world.store
  expect((await showStatus(context)).rotation).toEqual({ lastSweepSecondsAgo: null })
  expect(await rotationHealth(world.store, 10, 60)).toBe('ok')
  expect(await rotationHealth(world.store, 10, 61)).toBe('has never swept')
  await rotationSweeps.note()
  expect((await showStatus(context)).rotation.lastSweepSecondsAgo).toBeLessThan(30)
  expect(showMetrics(await showStatus(context))).toMatch(/^rolecall_rotation_last_sweep_seconds [\d.e-]+$/m)
  expect(await rotationHealth(world.store, 10, 3600)).toBe('ok')
  await connection.prisma.$executeRaw`UPDATE rotation_sweeps SET swept_at = swept_at - interval '1 hour'`
  expect(await rotationHealth(world.store, 10, 3600)).toMatch(/^has not swept for 36\d\d s$/)
  expect(await rotationHealth(world.store, 10, 5)).toBe('ok')
})
