import { expect, it } from '@jest/globals'
import { instanceTypes } from '@rolecall/models'
import { instanceStoreDevices } from './instance-store.ts'

const devices = (type: string, ...mappings: Parameters<typeof instanceStoreDevices>[0]) => instanceStoreDevices(mappings, instanceTypes().get(type) ?? {})

const first = { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' }

it('maps instance store volumes that the type has', () => {
  expect(devices('d2.xlarge', first, { DeviceName: 'sdc', VirtualName: 'ephemeral2' }, { DeviceName: '/dev/sdd', VirtualName: 'ephemeral3' })).toEqual({
    ephemeral0: 'sdb',
    ephemeral2: 'sdc',
  })
})

it('maps none of NVMe, none for types without, and what is said last of a device', () => {
  expect(devices('i3.large', first)).toEqual({})
  expect(devices('t3.micro', first)).toEqual({})
  expect(devices('d2.xlarge', first, { DeviceName: '/dev/sdb', NoDevice: '' })).toEqual({})
  expect(devices('d2.xlarge', first, { DeviceName: '/dev/sdb', VirtualName: 'ephemeral1' })).toEqual({ ephemeral1: 'sdb' })
  expect(devices('d2.xlarge', { DeviceName: '/dev/sdb', Ebs: { VolumeSize: 1 } })).toEqual({})
})
