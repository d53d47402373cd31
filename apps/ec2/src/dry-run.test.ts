import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World, plainLaunch } from '../test/ec2-world.ts'

let ec2: Ec2World
const DryRun = true
const missing = 'i-0123456789abcdef0'
const wouldSucceed = { name: 'DryRunOperation', message: 'Request would have succeeded, but DryRun flag is set.', $metadata: { httpStatusCode: 412 } }
const noSuchInstance = { name: 'InvalidInstanceID.NotFound', message: `The instance ID '${missing}' does not exist` }

beforeAll(async () => {
  ec2 = await createEc2World('dry runs')
})
afterAll(() => ec2.close())

describe('a dry run', () => {
  it('does not find what does not exist', async () => {
    const InstanceIds = [missing]
    const { root } = ec2
    await expect(root.startInstances({ InstanceIds, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.stopInstances({ InstanceIds, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.rebootInstances({ InstanceIds, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.terminateInstances({ InstanceIds, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.monitorInstances({ InstanceIds, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.unmonitorInstances({ InstanceIds, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.describeInstances({ InstanceIds, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.createTags({ Resources: InstanceIds, Tags: [{ Key: 'a', Value: 'b' }], DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.deleteTags({ Resources: InstanceIds, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.modifyInstanceMetadataOptions({ InstanceId: missing, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.modifyInstanceAttribute({ InstanceId: missing, DisableApiStop: { Value: true }, DryRun })).rejects.toMatchObject(noSuchInstance)
    await expect(root.resetInstanceAttribute({ InstanceId: missing, Attribute: 'sourceDestCheck', DryRun })).rejects.toMatchObject(noSuchInstance)
  })

  it('tells what a launch lacks', async () => {
    await expect(ec2.root.runInstances({ ...plainLaunch, KeyName: 'none', DryRun })).rejects.toMatchObject({
      name: 'InvalidKeyPair.NotFound',
      message: "The key pair 'none' does not exist",
    })
  })

  it('asks for no state and changes nothing', async () => {
    const [id = ''] = await ec2.launch()
    const InstanceIds = [id]
    await expect(ec2.root.stopInstances({ InstanceIds, DryRun })).rejects.toMatchObject(wouldSucceed)
    await expect(ec2.root.terminateInstances({ InstanceIds, DryRun })).rejects.toMatchObject(wouldSucceed)
    expect((await ec2.describe(id)).State?.Name).toBe('running')
    await ec2.root.terminateInstances({ InstanceIds })
    await expect(ec2.root.startInstances({ InstanceIds, DryRun })).rejects.toMatchObject(wouldSucceed)
  })

  it('is refused first to whoever lacks permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.stopInstances({ InstanceIds: [missing], DryRun })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
