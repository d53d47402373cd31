import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { InstanceAttributeName } from '@aws-sdk/client-ec2'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
let id: string

beforeAll(async () => {
  ec2 = await createEc2World('DescribeInstanceAttribute')
  const [first = ''] = await ec2.launch()
  id = first
})
afterAll(() => ec2.close())

describe('DescribeInstanceAttribute', () => {
  it.each<[InstanceAttributeName, object]>([
    ['instanceType', { InstanceType: { Value: 't3.micro' } }],
    ['disableApiTermination', { DisableApiTermination: { Value: false } }],
    ['disableApiStop', { DisableApiStop: { Value: false } }],
    ['instanceInitiatedShutdownBehavior', { InstanceInitiatedShutdownBehavior: { Value: 'stop' } }],
    ['rootDeviceName', { RootDeviceName: { Value: '/dev/xvda' } }],
    ['blockDeviceMapping', { BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }] }],
    ['productCodes', { ProductCodes: [] }],
    ['sourceDestCheck', { SourceDestCheck: { Value: true } }],
    ['groupSet', { Groups: [{ GroupName: 'default' }] }],
    ['ebsOptimized', { EbsOptimized: { Value: false } }],
    ['enclaveOptions', { EnclaveOptions: { Enabled: false } }],
  ])('shows %s', async (Attribute, shown) => {
    expect(await ec2.root.describeInstanceAttribute({ InstanceId: id, Attribute })).toMatchObject({ InstanceId: id, ...shown })
  })

  it('shows no value where there is no user data', async () => {
    const { UserData } = await ec2.root.describeInstanceAttribute({ InstanceId: id, Attribute: 'userData' })
    expect(UserData?.Value).toBeUndefined()
  })

  it('refuses what is no attribute', async () => {
    for (const name of ['colour', 'enaSupport']) {
      await expect(ec2.root.describeInstanceAttribute({ InstanceId: id, Attribute: name as never })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message: `Value (${name}) for parameter attribute is invalid. Unknown attribute.`,
      })
    }
  })

  it('refuses an unknown instance', async () => {
    const InstanceId = 'i-0123456789abcdef0'
    await expect(ec2.root.describeInstanceAttribute({ InstanceId, Attribute: 'userData' })).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
  })
})
