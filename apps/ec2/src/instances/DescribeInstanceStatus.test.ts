import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
let running: string
let stopped: string

beforeAll(async () => {
  ec2 = await createEc2World('DescribeInstanceStatus')
  const [first = '', second = ''] = await ec2.launch({ MinCount: 2, MaxCount: 2 })
  running = first
  stopped = second
  await ec2.root.stopInstances({ InstanceIds: [stopped] })
})
afterAll(() => ec2.close())

describe('DescribeInstanceStatus', () => {
  it('shows running instances, all of them healthy', async () => {
    const { InstanceStatuses } = await ec2.root.describeInstanceStatus({})
    const ok = { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] }
    expect(InstanceStatuses).toEqual([
      {
        InstanceId: running,
        AvailabilityZone: 'us-east-1a',
        AvailabilityZoneId: 'use1-az6',
        InstanceState: { Code: 16, Name: 'running' },
        InstanceStatus: ok,
        SystemStatus: ok,
        AttachedEbsStatus: ok,
        Operator: { Managed: false },
      },
    ])
  })

  it('shows what is scheduled, and filters by it', async () => {
    const notice = { code: 'system-reboot', description: 'scheduled reboot', notBefore: 1_800_000_000, notAfter: 1_800_003_600 }
    const maintenance = [
      { ...notice, eventId: 'instance-event-0d59937288b749b32', state: 'active' as const },
      { ...notice, eventId: 'instance-event-0d59937288b749b33', state: 'completed' as const },
    ]
    await ec2.store.transaction((store) => store.instanceNotices.change(running, () => ({ maintenance })))
    const Filters = [{ Name: 'event.code', Values: ['system-reboot'] }]
    const { InstanceStatuses } = await ec2.root.describeInstanceStatus({ Filters })
    const times = { Code: 'system-reboot', NotBefore: new Date('2027-01-15T08:00:00Z'), NotAfter: new Date('2027-01-15T09:00:00Z') }
    expect(InstanceStatuses?.[0]?.Events).toEqual([
      { ...times, InstanceEventId: 'instance-event-0d59937288b749b32', Description: 'scheduled reboot' },
      { ...times, InstanceEventId: 'instance-event-0d59937288b749b33', Description: '[Completed] scheduled reboot' },
    ])
    const other = await ec2.root.describeInstanceStatus({ Filters: [{ Name: 'event.code', Values: ['instance-stop'] }] })
    expect(other.InstanceStatuses).toEqual([])
  })

  it('shows the others when asked to', async () => {
    const { InstanceStatuses } = await ec2.root.describeInstanceStatus({ IncludeAllInstances: true, InstanceIds: [stopped] })
    expect(InstanceStatuses).toMatchObject([{ InstanceState: { Name: 'stopped' }, InstanceStatus: { Status: 'not-applicable' } }])
    const filtered = await ec2.root.describeInstanceStatus({
      IncludeAllInstances: true,
      Filters: [{ Name: 'instance-status.status', Values: ['not-applicable'] }],
    })
    expect(filtered.InstanceStatuses).toHaveLength(1)
  })
})
