import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { interruptSpotInstances } from '@rolecall/store'
import { allow, createEc2World, type Ec2World, plainLaunch } from '../../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('spot market')
})
afterAll(() => ec2.close())

const spot = { InstanceMarketOptions: { MarketType: 'spot' } } as const
const persistent = {
  InstanceMarketOptions: { MarketType: 'spot', SpotOptions: { SpotInstanceType: 'persistent', InstanceInterruptionBehavior: 'stop' } },
} as const

const interrupt = async (id: string, action: 'terminate' | 'stop'): Promise<void> => {
  const at = Math.floor(ec2.clock.nowMilliseconds() / 1000) - 1
  await ec2.store.transaction((store) => store.instanceNotices.change(id, () => ({ interruption: { action, at } })))
  await interruptSpotInstances(ec2.store, ec2.clock.now())
}

describe('a spot launch', () => {
  it('makes instances that say so, each with its own request', async () => {
    const [one = '', two = ''] = await ec2.launch({ ...spot, MinCount: 2, MaxCount: 2 })
    const [first, second] = [await ec2.describe(one), await ec2.describe(two)]
    expect(first).toMatchObject({ InstanceLifecycle: 'spot', SpotInstanceRequestId: expect.stringMatching(/^sir-[0-9a-z]{8}$/) })
    expect(second.SpotInstanceRequestId).not.toBe(first.SpotInstanceRequestId)
    const { Reservations } = await ec2.root.describeInstances({ Filters: [{ Name: 'instance-lifecycle', Values: ['spot'] }] })
    expect(Reservations?.[0]?.Instances).toHaveLength(2)
  })

  it('is another kind of market to policies', async () => {
    const onDemand = { StringEqualsIfExists: { 'ec2:InstanceMarketType': 'on-demand' } }
    const user = await ec2.user('on-demand-only', allow('ec2:*', '*', onDemand))
    await user.runInstances(plainLaunch)
    await expect(user.runInstances({ ...plainLaunch, ...spot })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it.each([
    ['a persistent request that terminates', { SpotInstanceType: 'persistent' }, 'InvalidParameterCombination'],
    ['a one-time request that stops', { InstanceInterruptionBehavior: 'stop' }, 'InvalidParameterCombination'],
    ['an end of a one-time request', { ValidUntil: new Date('2030-01-01') }, 'InvalidParameterCombination'],
    ['a price that is none', { MaxPrice: 'much' }, 'InvalidParameterValue'],
    ['a fixed duration', { BlockDurationMinutes: 60 }, 'UnsupportedOperation'],
  ] as const)('refuses %s', async (_, SpotOptions, name) => {
    const launch = { ...plainLaunch, InstanceMarketOptions: { MarketType: 'spot', SpotOptions } } as const
    await expect(ec2.root.runInstances(launch)).rejects.toMatchObject({ name })
  })

  it('refuses protection and other markets', async () => {
    await expect(ec2.root.runInstances({ ...plainLaunch, ...spot, DisableApiTermination: true })).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    const block = { InstanceMarketOptions: { MarketType: 'capacity-block' } } as const
    await expect(ec2.root.runInstances({ ...plainLaunch, ...block })).rejects.toMatchObject({ name: 'UnsupportedOperation' })
  })
})

describe('a spot instance', () => {
  it('of a one-time request cannot be stopped', async () => {
    const [id = ''] = await ec2.launch(spot)
    await expect(ec2.root.stopInstances({ InstanceIds: [id] })).rejects.toMatchObject({
      name: 'UnsupportedOperation',
      message: `You can't stop the Spot Instance '${id}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.`,
    })
  })

  it('of a persistent request can', async () => {
    const [id = ''] = await ec2.launch(persistent)
    await ec2.root.stopInstances({ InstanceIds: [id] })
    expect((await ec2.describe(id)).State?.Name).toBe('stopped')
  })

  it('terminates with all that it had when it is interrupted', async () => {
    const [id = ''] = await ec2.launch(spot)
    await interrupt(id, 'terminate')
    expect(await ec2.describe(id)).toMatchObject({
      State: { Code: 48, Name: 'terminated' },
      StateReason: { Code: 'Server.SpotInstanceTermination', Message: 'Server.SpotInstanceTermination: Spot instance termination' },
      NetworkInterfaces: [],
    })
    const { Volumes } = await ec2.root.describeVolumes({ Filters: [{ Name: 'attachment.instance-id', Values: [id] }] })
    expect(Volumes).toEqual([])
  })

  it('stops without its public address, and starts again', async () => {
    const [id = ''] = await ec2.launch(persistent)
    await interrupt(id, 'stop')
    const stopped = await ec2.describe(id)
    expect(stopped).toMatchObject({ State: { Name: 'stopped' }, StateReason: { Code: 'Server.SpotInstanceShutdown' } })
    expect(stopped.PublicIpAddress).toBeUndefined()
    await ec2.root.startInstances({ InstanceIds: [id] })
    expect(await ec2.describe(id)).toMatchObject({ State: { Name: 'running' }, PublicIpAddress: expect.stringMatching(/^54\./) })
  })
})
