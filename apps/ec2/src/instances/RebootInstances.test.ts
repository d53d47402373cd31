import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('RebootInstances')
})
afterAll(() => ec2.close())

describe('RebootInstances', () => {
  it('leaves the instance running as it is', async () => {
    const [id = ''] = await ec2.launch()
    const before = await ec2.describe(id)
    await ec2.root.rebootInstances({ InstanceIds: [id] })
    expect(await ec2.describe(id)).toEqual(before)
  })

  it('refuses a stopped instance and ignores a terminated one', async () => {
    const [id = '', gone = ''] = await ec2.launch({ MinCount: 2, MaxCount: 2 })
    await ec2.root.terminateInstances({ InstanceIds: [gone] })
    await ec2.root.rebootInstances({ InstanceIds: [gone] })
    await ec2.root.stopInstances({ InstanceIds: [id] })
    await expect(ec2.root.rebootInstances({ InstanceIds: [id] })).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
  })
})
