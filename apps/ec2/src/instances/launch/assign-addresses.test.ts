import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../../test/ec2-world.ts'

let ec2: Ec2World
const place = { partition: 'aws', account: '123456789012', region: 'us-east-1' }
const range = { subnetId: 'subnet-small', first: '10.0.0.4', last: '10.0.0.8' }

beforeAll(async () => {
  ec2 = await createEc2World('assign addresses')
})
afterAll(() => ec2.close())

const take = (address: string, instanceId: string) => ec2.store.privateAddresses.add([{ ...place, subnetId: range.subnetId, address, instanceId }])
const free = (count: number) => ec2.store.transaction((store) => store.privateAddresses.findFree(range, count))

describe('free addresses of a subnet', () => {
  it('come after the highest in use, then out of the gaps, until there are none', async () => {
    expect(await free(2)).toEqual(['10.0.0.4', '10.0.0.5'])
    await take('10.0.0.7', 'i-1')
    expect(await free(1)).toEqual(['10.0.0.8'])
    expect(await free(3)).toEqual(['10.0.0.8', '10.0.0.4', '10.0.0.5'])
    expect(await free(9)).toHaveLength(4)
    expect(await take('10.0.0.7', 'i-2')).toEqual(['10.0.0.7'])
    await ec2.store.privateAddresses.removeOfInstances(['i-1'])
    expect(await take('10.0.0.7', 'i-2')).toEqual([])
  })
})

describe('launches at the same time', () => {
  it('never share an address', async () => {
    const ids = (await Promise.all(Array.from({ length: 12 }, () => ec2.launch({ MinCount: 3, MaxCount: 3 })))).flat()
    const addresses = await Promise.all(ids.map(async (id) => (await ec2.describe(id)).PrivateIpAddress))
    expect(new Set(addresses).size).toBe(36)
  })

  it('fill one subnet and go on in the next', async () => {
    const { Subnets = [] } = await ec2.root.describeSubnets({ Filters: [{ Name: 'availability-zone', Values: ['us-east-1a'] }] })
    const [{ SubnetId = '', AvailableIpAddressCount = 0 } = {}] = Subnets
    const start = 172 * 2 ** 24 + 31 * 2 ** 16 + 4
    const text = (number: number) => [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.')
    const all = Array.from({ length: 4091 }, (_, index) => ({ ...place, subnetId: SubnetId, address: text(start + index), instanceId: 'i-many' }))
    await ec2.store.privateAddresses.add(all)
    expect(AvailableIpAddressCount).toBe(4091 - 36)
    await expect(ec2.launch({ SubnetId })).rejects.toMatchObject({ name: 'InsufficientFreeAddressesInSubnet' })
    const [id = ''] = await ec2.launch()
    expect((await ec2.describe(id)).Placement?.AvailabilityZone).toBe('us-east-1b')
  })
})
