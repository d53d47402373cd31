import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { DeliveredCredentials } from '@rolecall/store'
import { addInstance, addProfile, addRole, changeInstance, createTestWorld, type InstanceFixture, type TestWorld } from '@rolecall/testkit'
import { createRotation, type Rotation } from './index.ts'

// Two thirds of the lifetime: every instance's moment of renewal has come.
const windowSeconds = 15_800
const namespace = 'test_rotation_bullmq'
let world: TestWorld
let running: Rotation[] = []

beforeAll(async () => {
  world = await createTestWorld({ name: 'rotation' })
  await world.database.pool.query(`DROP SCHEMA IF EXISTS ${namespace} CASCADE`)
})
afterEach(async () => {
  await Promise.all(running.map((rotation) => rotation.close()))
  running = []
})
afterAll(async () => {
  await world.database.pool.query(`DROP SCHEMA IF EXISTS ${namespace} CASCADE`)
  await world.close()
})

const startRotation = async (sweepSeconds = 1): Promise<Rotation> => {
  const queues = { databaseUrl: world.database.url, namespace }
  const rotation = await createRotation({ ...world, settings: { lifetimeSeconds: 23_700 }, queues, sweepSeconds })
  running.push(rotation)
  return rotation
}

const launch = async (name: string): Promise<InstanceFixture> => {
  const role = await addRole(world, name)
  return addInstance(world, { profile: await addProfile(world, name, role.id) })
}

/** Workers run in real time: looks again and again for what they are to bring about. */
const until = async (instance: InstanceFixture, isReached: (credentials: DeliveredCredentials | undefined) => boolean) => {
  for (;;) {
    const credentials = await world.store.instanceCredentials.find(instance.id, '2.0')
    if (isReached(credentials)) return credentials
    await pause(10)
  }
}

describe('rotation', () => {
  it('issues for running instances that have a profile, and renews as simulated time passes', async () => {
    const instance = await launch('swept')
    const rotation = await startRotation()
    const first = await until(instance, (credentials) => credentials?.generation === 1)
    await world.advance(windowSeconds)
    await rotation.nudge()
    const second = await until(instance, (credentials) => credentials?.generation === 2)
    expect(second?.accessKeyId).not.toBe(first?.accessKeyId)
    expect(second?.issuedAt?.getTime()).toBeGreaterThan((first?.issuedAt?.getTime() ?? 0) + windowSeconds * 1000 - 1000)
  })

  it('interrupts spot instances at their time', async () => {
    const { id } = await addInstance(world)
    const at = Math.floor(world.clock.nowMilliseconds() / 1000) + 120
    await world.store.transaction((store) => store.instanceNotices.change(id, () => ({ interruption: { action: 'terminate', at } })))
    const rotation = await startRotation()
    const stateOf = async (): Promise<string | undefined> => (await world.store.instances.findMany([id]))[0]?.state
    await rotation.nudge()
    expect(await stateOf()).toBe('running')
    await world.advance(120)
    await rotation.nudge()
    while ((await stateOf()) !== 'terminated') await pause(10)
  })

  it('takes credentials away from instances that stopped, when they fall due', async () => {
    const instance = await launch('stopping')
    await startRotation()
    await until(instance, (credentials) => credentials !== undefined)
    await changeInstance(world, instance.id, { state: 'stopped', stateFrom: 'running' })
    await world.advance(windowSeconds)
    expect(await until(instance, (credentials) => credentials === undefined)).toBeUndefined()
  })

  it('does the same with two processes at once', async () => {
    const instances = await Promise.all(['a', 'b', 'c'].map(launch))
    await Promise.all([startRotation(), startRotation()])
    await Promise.all(instances.map((instance) => until(instance, (credentials) => credentials?.generation === 1)))
    await world.advance(windowSeconds)
    await Promise.all(instances.map((instance) => until(instance, (credentials) => credentials?.generation === 2)))
  })
})
