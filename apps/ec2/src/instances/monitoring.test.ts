import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('monitoring')
})
afterAll(() => ec2.close())

describe('MonitorInstances and UnmonitorInstances', () => {
  it('pass through a state of their own', async () => {
    const [id = ''] = await ec2.launch()
    const monitoring = async () => (await ec2.describe(id)).Monitoring?.State
    expect((await ec2.root.monitorInstances({ InstanceIds: [id] })).InstanceMonitorings).toEqual([{ InstanceId: id, Monitoring: { State: 'pending' } }])
    expect(await monitoring()).toBe('enabled')
    expect((await ec2.root.monitorInstances({ InstanceIds: [id] })).InstanceMonitorings?.[0]?.Monitoring?.State).toBe('enabled')
    expect((await ec2.root.unmonitorInstances({ InstanceIds: [id] })).InstanceMonitorings?.[0]?.Monitoring?.State).toBe('disabling')
    expect(await monitoring()).toBe('disabled')
  })
})
