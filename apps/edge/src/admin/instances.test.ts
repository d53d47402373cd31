import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { loopbackAddress } from '@rolecall/ids'
import { addInstance, createTestWorld, type InstanceFixture, type TestWorld } from '@rolecall/testkit'
import type { EdgeContext } from '../context.ts'
import { getInstance, listInstances, setAddresses } from './instances.ts'

let world: TestWorld
let context: EdgeContext
let instance: InstanceFixture

beforeAll(async () => {
  world = await createTestWorld({ name: 'edge instances' })
  context = { ...world, configuration: { metadataPort: 1338, stateDelaySeconds: 0 } } as unknown as EdgeContext
  instance = await addInstance(world, { metadataOptions: { HttpTokens: 'required', HttpProtocolIpv6: 'enabled' } })
})
afterAll(() => world.close())

it('says where each instance meets its metadata', async () => {
  const view = {
    instanceId: instance.id,
    account: '123456789012',
    region: 'us-east-1',
    state: 'running',
    metadataEndpoint: `http://${loopbackAddress(instance.addressNumber)}:1338`,
    metadataAddresses: [],
    metadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required', HttpProtocolIpv6: 'enabled' },
  }
  expect(await getInstance(context, instance.id)).toEqual(view)
  expect(await listInstances(context)).toEqual({ instances: [view] })
  await expect(getInstance(context, 'i-0')).rejects.toMatchObject({ status: 404, message: "The instance ID 'i-0' does not exist" })
})

it('registers addresses as connections show them', async () => {
  const addresses = ['169.254.169.21', 'FD00:0EC2:0:0:0:0:0:15', '169.254.169.21']
  expect(await setAddresses(context, instance.id, { addresses })).toMatchObject({ metadataAddresses: ['169.254.169.21', 'fd00:ec2::15'] })
  const other = await addInstance(world)
  expect(await setAddresses(context, other.id, { addresses: ['169.254.169.21'] })).toMatchObject({ metadataAddresses: ['169.254.169.21'] })
  expect(await getInstance(context, instance.id)).toMatchObject({ metadataAddresses: ['fd00:ec2::15'] })
})

it.each([[undefined], [{}], [{ addresses: '169.254.169.21' }], [{ addresses: ['169.254.169.256'] }], [{ addresses: [':::'] }], [{ addresses: [7] }]])(
  'refuses %j and changes nothing',
  async (body) => {
    await expect(setAddresses(context, instance.id, body)).rejects.toMatchObject({ status: 400, message: 'Give {"addresses": ["169.254.169.21"]}.' })
    expect(await getInstance(context, instance.id)).toMatchObject({ metadataAddresses: ['fd00:ec2::15'] })
  },
)
