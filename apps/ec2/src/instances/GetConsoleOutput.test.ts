import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('GetConsoleOutput')
})
afterAll(() => ec2.close())

describe('GetConsoleOutput', () => {
  it('is empty, as nothing boots', async () => {
    const [id = ''] = await ec2.launch()
    const { InstanceId, Output, Timestamp } = await ec2.root.getConsoleOutput({ InstanceId: id })
    expect({ InstanceId, Output }).toEqual({ InstanceId: id, Output: '' })
    expect(Timestamp).toEqual((await ec2.describe(id)).LaunchTime)
  })
})
