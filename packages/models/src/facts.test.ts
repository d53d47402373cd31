import { expect, it } from '@jest/globals'
import { instanceTypes } from './instance-types.ts'
import { findRegion, partitionOf, regions } from './regions.ts'
import { getService } from './services.ts'

it('knows every region with its zones', () => {
  expect(regions().length).toBeGreaterThan(30)
  expect(findRegion('eu-west-1')).toMatchObject({ partition: 'aws', optInStatus: 'opt-in-not-required' })
  expect(findRegion('us-east-1')?.zones[0]).toEqual({ name: 'us-east-1a', id: 'use1-az6', type: 'availability-zone' })
  expect(findRegion('mars-1')).toBeUndefined()
})

it('knows the partition of a region', () => {
  expect(partitionOf('cn-north-1')).toBe('aws-cn')
  expect(partitionOf('mars-1')).toBe('aws')
})

it('knows 1,263 instance types, all of which the SDK knows', () => {
  const types = instanceTypes()
  expect(types.size).toBe(1263)
  expect(instanceTypes()).toBe(types)
  expect(types.get('t3.micro')).toMatchObject({ InstanceType: 't3.micro', VCpuInfo: { DefaultVCpus: 2 }, MemoryInfo: { SizeInMiB: 1024 } })
  const known = getService('ec2').operations.get('RunInstances')?.input.members.find(({ name }) => name === 'InstanceType')?.constraints?.enum
  expect([...types.keys()].filter((name) => known?.includes(name) !== true)).toEqual([])
})
