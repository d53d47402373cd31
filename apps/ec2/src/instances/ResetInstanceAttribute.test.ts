import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('ResetInstanceAttribute')
})
afterAll(() => ec2.close())

describe('ResetInstanceAttribute', () => {
  it('puts the source/destination check back', async () => {
    const [id = ''] = await ec2.launch()
    await ec2.root.modifyInstanceAttribute({ InstanceId: id, SourceDestCheck: { Value: false } })
    await ec2.root.resetInstanceAttribute({ InstanceId: id, Attribute: 'sourceDestCheck' })
    expect((await ec2.describe(id)).SourceDestCheck).toBe(true)
  })

  it('takes a kernel from a stopped instance', async () => {
    const [id = ''] = await ec2.launch({ KernelId: 'aki-919dcaf8' })
    expect((await ec2.describe(id)).KernelId).toBe('aki-919dcaf8')
    await expect(ec2.root.resetInstanceAttribute({ InstanceId: id, Attribute: 'kernel' })).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
    await ec2.root.stopInstances({ InstanceIds: [id] })
    await ec2.root.resetInstanceAttribute({ InstanceId: id, Attribute: 'kernel' })
    expect((await ec2.describe(id)).KernelId).toBeUndefined()
  })

  it('knows no other attributes', async () => {
    const [id = ''] = await ec2.launch()
    await expect(ec2.root.resetInstanceAttribute({ InstanceId: id, Attribute: 'userData' })).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})
