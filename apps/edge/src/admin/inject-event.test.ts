import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { interruptSpotInstances } from '@rolecall/store'
import { addInstance, changeInstance, createTestWorld, type TestWorld } from '@rolecall/testkit'
import type { EdgeContext } from '../context.ts'
import { injectEvent } from './inject-event.ts'

let world: TestWorld
let context: EdgeContext
let id: string

beforeAll(async () => {
  world = await createTestWorld({ name: 'edge inject event' })
  context = { ...world, configuration: { stateDelaySeconds: 0, metadataPort: 1338 } } as unknown as EdgeContext
})
afterAll(() => world.close())
beforeEach(async () => {
  id = (await addInstance(world)).id
})

const notices = async () => (await world.store.metadataInstances.findMany([id]))[0]?.notices
const nowSeconds = (): number => Math.floor(world.clock.nowMilliseconds() / 1000)

const launchSpot = async (): Promise<void> => {
  id = (await addInstance(world, { document: { InstanceLifecycle: 'spot', PublicIpAddress: '54.1.2.3', NetworkInterfaces: [] } })).id
}
const row = async () => (await world.store.instances.findMany([id]))[0]

describe('a spot interruption', () => {
  beforeEach(launchSpot)

  it('gives notice and terminates the instance at its time', async () => {
    const before = nowSeconds()
    expect(await injectEvent(context, id, { type: 'spot-interruption', inSeconds: 120 })).toMatchObject({ state: 'running' })
    const { interruption } = (await notices()) ?? {}
    expect(interruption).toEqual({ action: 'terminate', at: expect.any(Number) })
    expect((interruption?.at ?? 0) - before).toBeGreaterThanOrEqual(120)
    await world.advance(60)
    await interruptSpotInstances(world.store, world.clock.now())
    expect(await row()).toMatchObject({ state: 'running' })
    await world.advance(300)
    await interruptSpotInstances(world.store, world.clock.now())
    expect(await row()).toMatchObject({
      state: 'terminated',
      stateFrom: 'running',
      stateReason: 'Server.SpotInstanceTermination',
      stateChangedAt: new Date((interruption?.at ?? 0) * 1000),
      privateIp: null,
    })
    expect(await notices()).toEqual({})
  })

  it('stops the instance, which keeps its private address, when that is its action', async () => {
    expect(await injectEvent(context, id, { type: 'spot-interruption', action: 'stop', inSeconds: 0 })).toMatchObject({ state: 'stopped' })
    const stopped = await row()
    expect(stopped).toMatchObject({ stateReason: 'Server.SpotInstanceShutdown', document: { PublicDnsName: '' } })
    expect(stopped?.privateIp).not.toBeNull()
    expect(stopped?.document).not.toHaveProperty('PublicIpAddress')
    await expect(injectEvent(context, id, { type: 'spot-interruption' })).rejects.toMatchObject({ status: 409, message: `The instance '${id}' is not running.` })
  })

  it('hibernates at once', async () => {
    expect(await injectEvent(context, id, { type: 'spot-interruption', action: 'hibernate' })).toMatchObject({ state: 'stopped' })
  })

  it('changes nothing of an instance that stopped before', async () => {
    await injectEvent(context, id, { type: 'spot-interruption' })
    await changeInstance(world, id, { state: 'stopped' })
    await world.advance(300)
    await interruptSpotInstances(world.store, world.clock.now())
    expect(await row()).toMatchObject({ state: 'stopped', stateReason: null })
    expect(await notices()).toEqual({})
  })
})

describe('an injected event', () => {
  it('tells an instance that it had better be replaced', async () => {
    expect(await injectEvent(context, id, { type: 'rebalance-recommendation' })).toMatchObject({ instanceId: id, state: 'running' })
    expect((await notices())?.rebalanceAt).toBeCloseTo(nowSeconds(), -1)
  })

  it('tells of maintenance that is scheduled, and of its end', async () => {
    await injectEvent(context, id, { type: 'scheduled-maintenance', inSeconds: 3600, durationSeconds: 60 })
    await injectEvent(context, id, { type: 'scheduled-maintenance', code: 'instance-stop', description: 'moving house' })
    const [first, second] = (await notices())?.maintenance ?? []
    expect(first).toMatchObject({ code: 'system-reboot', description: 'scheduled reboot', state: 'active', eventId: expect.stringMatching(/^instance-event-[0-9a-f]{17}$/) })
    expect(first?.notBefore).toBeCloseTo(nowSeconds() + 3600, -1)
    expect((first?.notAfter ?? 0) - (first?.notBefore ?? 0)).toBe(60)
    expect(second).toMatchObject({ code: 'instance-stop', description: 'moving house' })
    await injectEvent(context, id, { type: 'scheduled-maintenance', eventId: first?.eventId, state: 'completed' })
    expect((await notices())?.maintenance).toEqual([{ ...first, state: 'completed' }, second])
  })

  it('tells where an Auto Scaling group moves the instance', async () => {
    await injectEvent(context, id, { type: 'asg-target-lifecycle-state', state: 'InService' })
    await injectEvent(context, id, { type: 'asg-target-lifecycle-state', state: 'Terminated' })
    expect(await notices()).toEqual({ targetLifecycleState: 'Terminated' })
  })

  it.each<[number, unknown, string | RegExp]>([
    [400, undefined, /^Give type as one of rebalance-recommendation, /],
    [400, [], /^Give type as one of /],
    [400, { type: 'constructor' }, /^Give type as one of /],
    [400, { type: 'asg-target-lifecycle-state', state: 'Gone' }, /^Give state as one of Detached, InService, /],
    [400, { type: 'scheduled-maintenance', code: 'nap' }, /^Give code as one of instance-reboot, /],
    [400, { type: 'scheduled-maintenance', inSeconds: -1 }, 'Give inSeconds as whole seconds, a year at most.'],
    [400, { type: 'scheduled-maintenance', description: 5 }, 'Give description as a text of 255 characters at most.'],
    [400, { type: 'scheduled-maintenance', eventId: 'instance-event-1', state: 'active' }, 'Give state as one of completed, canceled.'],
    [404, { type: 'scheduled-maintenance', eventId: 'instance-event-1', state: 'completed' }, "The instance has no event 'instance-event-1'."],
    [400, { type: 'spot-interruption', action: 'nap' }, /^Give action as one of terminate, stop, hibernate\.$/],
    [409, { type: 'spot-interruption', action: 'terminate', inSeconds: 120 }, /^The instance 'i-\w+' is not a Spot Instance\.$/],
  ])('is refused with %s when it is %j', async (status, body, message) => {
    await expect(injectEvent(context, id, body)).rejects.toMatchObject({ status, message: typeof message === 'string' ? message : expect.stringMatching(message) })
    expect(await notices()).toEqual({})
  })

  it('is refused for instances that do not exist', async () => {
    await expect(injectEvent(context, 'i-00000000000000000', { type: 'rebalance-recommendation' })).rejects.toMatchObject({ status: 404 })
  })
})
