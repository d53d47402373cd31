import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { interruptSpotInstances } from '@rolecall/store'
import { createEc2World, type Ec2World, plainLaunch } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeSpotInstanceRequests')
})
afterAll(() => ec2.close())

const market = (SpotOptions: object = {}) => ({ InstanceMarketOptions: { MarketType: 'spot' as const, SpotOptions } })
const persistent = market({ SpotInstanceType: 'persistent', InstanceInterruptionBehavior: 'stop' })

const requestOf = async (InstanceId: string) => {
  const { SpotInstanceRequests } = await ec2.root.describeSpotInstanceRequests({ Filters: [{ Name: 'instance-id', Values: [InstanceId] }] })
  return SpotInstanceRequests?.[0] ?? {}
}

const launch = async (input: object): Promise<string> => {
  const [id = ''] = await ec2.launch(input)
  return id
}

const mark = (id: string, action: 'terminate' | 'stop', inSeconds: number): Promise<void> => {
  const at = Math.floor(ec2.clock.nowMilliseconds() / 1000) + inSeconds
  return ec2.store.transaction((store) => store.instanceNotices.change(id, () => ({ interruption: { action, at } })))
}

describe('DescribeSpotInstanceRequests', () => {
  it('shows the request of each instance of a spot launch, with its tags', async () => {
    const Tags = [{ Key: 'a', Value: 'b' }]
    const id = await launch({ ...market({ MaxPrice: '0.05' }), TagSpecifications: [{ ResourceType: 'spot-instances-request', Tags }] })
    const { SpotInstanceRequestId } = await ec2.describe(id)
    expect(await requestOf(id)).toEqual({
      SpotInstanceRequestId,
      InstanceId: id,
      CreateTime: expect.any(Date),
      Type: 'one-time',
      InstanceInterruptionBehavior: 'terminate',
      ProductDescription: 'Linux/UNIX',
      SpotPrice: '0.050000',
      State: 'active',
      Status: { Code: 'fulfilled', Message: 'Your Spot request is fulfilled.', UpdateTime: expect.any(Date) },
      LaunchedAvailabilityZone: 'us-east-1a',
      LaunchedAvailabilityZoneId: 'use1-az6',
      LaunchSpecification: expect.objectContaining({ InstanceType: 't3.micro', ImageId: expect.stringMatching(/^ami-/), Monitoring: { Enabled: false } }),
      Tags,
    })
    const { Tags: described } = await ec2.root.describeTags({ Filters: [{ Name: 'resource-type', Values: ['spot-instances-request'] }] })
    expect(described).toMatchObject([{ ResourceId: SpotInstanceRequestId, Key: 'a', Value: 'b' }])
  })

  it.each([
    ['closed', 'instance-terminated-by-user', market()],
    ['open', 'capacity-not-available', persistent],
  ] as const)('is %s after a user terminated its instance: %s', async (State, Code, options) => {
    const id = await launch(options)
    await ec2.root.terminateInstances({ InstanceIds: [id] })
    expect(await requestOf(id)).toMatchObject({ State, Status: { Code } })
  })

  it('is disabled while its instance is stopped, and active again', async () => {
    const id = await launch(persistent)
    await ec2.root.stopInstances({ InstanceIds: [id] })
    expect(await requestOf(id)).toMatchObject({ State: 'disabled', Type: 'persistent', Status: { Code: 'instance-stopped-by-user' } })
    await ec2.root.startInstances({ InstanceIds: [id] })
    expect(await requestOf(id)).toMatchObject({ State: 'active', Status: { Code: 'fulfilled' } })
  })

  it('tells of interruptions that are to come and that came', async () => {
    const [terminated, stopped] = [await launch(market()), await launch(persistent)]
    await mark(terminated, 'terminate', 120)
    await mark(stopped, 'stop', 120)
    expect(await requestOf(terminated)).toMatchObject({ State: 'active', Status: { Code: 'marked-for-termination' } })
    expect(await requestOf(stopped)).toMatchObject({ State: 'active', Status: { Code: 'marked-for-stop' } })
    await ec2.advance(180)
    await interruptSpotInstances(ec2.store, ec2.clock.now())
    expect(await requestOf(terminated)).toMatchObject({ State: 'closed', Status: { Code: 'instance-terminated-no-capacity' } })
    expect(await requestOf(stopped)).toMatchObject({ State: 'disabled', Status: { Code: 'instance-stopped-no-capacity' } })
  })

  it('is found by what it launched, page by page', async () => {
    await ec2.launch({ ...market(), InstanceType: 't3.small', MinCount: 6, MaxCount: 6 })
    const Filters = [{ Name: 'launch.instance-type', Values: ['t3.small'] }, { Name: 'state', Values: ['active'] }]
    const first = await ec2.root.describeSpotInstanceRequests({ Filters, MaxResults: 5 })
    expect(first.SpotInstanceRequests).toHaveLength(5)
    const second = await ec2.root.describeSpotInstanceRequests({ Filters, MaxResults: 5, NextToken: first.NextToken })
    expect(second.SpotInstanceRequests).toHaveLength(1)
    expect(second.NextToken).toBeUndefined()
  })

  it.each([
    ['InvalidSpotInstanceRequestID.NotFound', "The spot instance request ID 'sir-00000000' does not exist", ['sir-00000000']],
    ['InvalidSpotInstanceRequestID.NotFound', "The spot instance request IDs 'sir-00000000, sir-11111111' do not exist", ['sir-00000000', 'sir-11111111']],
    ['InvalidSpotInstanceRequestID.Malformed', 'Invalid id: "request" (expecting "sir-...")', ['request']],
  ])('refuses with %s: %s', async (name, message, SpotInstanceRequestIds) => {
    await expect(ec2.root.describeSpotInstanceRequests({ SpotInstanceRequestIds })).rejects.toMatchObject({ name, message })
  })

  it('knows nothing of launches on demand, and is refused to callers without permission', async () => {
    const [id = ''] = await ec2.launch(plainLaunch)
    expect(await requestOf(id)).toEqual({})
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeSpotInstanceRequests({})).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('goes with a terminated instance an hour later, unless it waits for another', async () => {
    const [once, again] = [await launch(market()), await launch(persistent)]
    const ids = [(await requestOf(once)).SpotInstanceRequestId ?? '', (await requestOf(again)).SpotInstanceRequestId ?? '']
    await ec2.root.terminateInstances({ InstanceIds: [once, again] })
    await ec2.advance(7200)
    await ec2.launch(market())
    await expect(ec2.root.describeSpotInstanceRequests({ SpotInstanceRequestIds: ids.slice(0, 1) })).rejects.toMatchObject({ name: 'InvalidSpotInstanceRequestID.NotFound' })
    const { SpotInstanceRequests } = await ec2.root.describeSpotInstanceRequests({ SpotInstanceRequestIds: ids.slice(1) })
    expect(SpotInstanceRequests).toMatchObject([{ State: 'open', Status: { Code: 'capacity-not-available' } }])
    await ec2.root.cancelSpotInstanceRequests({ SpotInstanceRequestIds: ids.slice(1) })
    await expect(ec2.root.describeSpotInstanceRequests({ SpotInstanceRequestIds: ids.slice(1) })).rejects.toMatchObject({ name: 'InvalidSpotInstanceRequestID.NotFound' })
  })
})
