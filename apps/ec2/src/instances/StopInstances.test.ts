import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('StopInstances')
})
afterAll(() => ec2.close())

describe('StopInstances', () => {
  it('passes through stopping and keeps all but the public address', async () => {
    const [id = ''] = await ec2.launch()
    const running = await ec2.describe(id)
    const { StoppingInstances } = await ec2.root.stopInstances({ InstanceIds: [id] })
    expect(StoppingInstances).toEqual([{ InstanceId: id, CurrentState: { Code: 64, Name: 'stopping' }, PreviousState: { Code: 16, Name: 'running' } }])
    const stopped = await ec2.describe(id)
    expect(stopped).toMatchObject({
      State: { Code: 80, Name: 'stopped' },
      StateReason: { Code: 'Client.UserInitiatedShutdown', Message: 'Client.UserInitiatedShutdown: User initiated shutdown' },
      StateTransitionReason: expect.stringMatching(/^User initiated \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d GMT\)$/),
      PrivateIpAddress: running.PrivateIpAddress,
      PublicDnsName: '',
      BlockDeviceMappings: running.BlockDeviceMappings,
    })
    expect(stopped.PublicIpAddress).toBeUndefined()
    expect(stopped.NetworkInterfaces?.[0]?.Association).toBeUndefined()
  })

  it('leaves a stopped instance as it is', async () => {
    const [id = ''] = await ec2.launch()
    await ec2.root.stopInstances({ InstanceIds: [id] })
    const { StoppingInstances } = await ec2.root.stopInstances({ InstanceIds: [id] })
    expect(StoppingInstances?.[0]).toMatchObject({ CurrentState: { Name: 'stopped' }, PreviousState: { Name: 'stopped' } })
  })

  it('changes nothing when one of the instances cannot be stopped', async () => {
    const [id = '', gone = ''] = await ec2.launch({ MinCount: 2, MaxCount: 2 })
    await ec2.root.terminateInstances({ InstanceIds: [gone] })
    await expect(ec2.root.stopInstances({ InstanceIds: [id, gone] })).rejects.toMatchObject({
      name: 'IncorrectInstanceState',
      message: `This instance '${gone}' is not in a state from which it can be stopped.`,
    })
    expect((await ec2.describe(id)).State?.Name).toBe('running')
  })

  it('respects the protection and needs hibernation to be configured', async () => {
    const [id = ''] = await ec2.launch({ DisableApiStop: true })
    await expect(ec2.root.stopInstances({ InstanceIds: [id], Hibernate: true })).rejects.toMatchObject({ name: 'UnsupportedHibernationConfiguration' })
    await expect(ec2.root.stopInstances({ InstanceIds: [id] })).rejects.toMatchObject({
      name: 'OperationNotPermitted',
      message: `The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
    })
  })

  it('needs instances', async () => {
    await expect(ec2.root.stopInstances({ InstanceIds: [] })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'No instances specified',
    })
  })
})
