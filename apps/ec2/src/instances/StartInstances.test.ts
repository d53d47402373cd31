import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('StartInstances')
})
afterAll(() => ec2.close())

describe('StartInstances', () => {
  it('passes through pending, with a new public address and launch time', async () => {
    const [id = ''] = await ec2.launch()
    const first = await ec2.describe(id)
    await ec2.root.stopInstances({ InstanceIds: [id] })
    await ec2.advance(3600)
    const { StartingInstances } = await ec2.root.startInstances({ InstanceIds: [id] })
    expect(StartingInstances).toEqual([{ InstanceId: id, CurrentState: { Code: 0, Name: 'pending' }, PreviousState: { Code: 80, Name: 'stopped' } }])
    const second = await ec2.describe(id)
    expect(second).toMatchObject({ State: { Name: 'running' }, StateTransitionReason: '', PrivateIpAddress: first.PrivateIpAddress })
    expect(second.StateReason).toBeUndefined()
    expect(second.PublicIpAddress).toMatch(/^54\./)
    expect(second.PublicIpAddress).not.toBe(first.PublicIpAddress)
    expect((second.LaunchTime?.getTime() ?? 0) - (first.LaunchTime?.getTime() ?? 0)).toBeGreaterThanOrEqual(3_599_000)
  })

  it('leaves a running instance as it is and refuses a terminated one', async () => {
    const [id = ''] = await ec2.launch()
    const { StartingInstances } = await ec2.root.startInstances({ InstanceIds: [id] })
    expect(StartingInstances?.[0]).toMatchObject({ CurrentState: { Name: 'running' }, PreviousState: { Name: 'running' } })
    await ec2.root.terminateInstances({ InstanceIds: [id] })
    await expect(ec2.root.startInstances({ InstanceIds: [id] })).rejects.toMatchObject({
      name: 'IncorrectInstanceState',
      message: `The instance '${id}' is not in a state from which it can be started.`,
    })
  })
})

describe('with a state delay', () => {
  it('states change when their time has come', async () => {
    const slow = await createEc2World('StartInstances slow', { stateDelaySeconds: 30 })
    const [id = ''] = await slow.launch()
    const state = async () => (await slow.describe(id)).State?.Name
    expect(await state()).toBe('pending')
    expect((await slow.describe(id)).PublicIpAddress).toBeUndefined()
    await slow.advance(30)
    expect(await state()).toBe('running')
    await slow.root.stopInstances({ InstanceIds: [id] })
    expect(await state()).toBe('stopping')
    await expect(slow.root.startInstances({ InstanceIds: [id] })).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
    await slow.advance(30)
    expect(await state()).toBe('stopped')
    await slow.root.startInstances({ InstanceIds: [id] })
    expect(await state()).toBe('pending')
    await slow.root.terminateInstances({ InstanceIds: [id] })
    expect(await state()).toBe('shutting-down')
    await slow.advance(30)
    expect(await state()).toBe('terminated')
    await slow.close()
  })
})
