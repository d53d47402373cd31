import { gunzipSync } from 'node:zlib'
import type { InstanceTypeInfo } from '@aws-sdk/client-ec2'
import { readDataFile } from './data-file.ts'

let byName: ReadonlyMap<string, InstanceTypeInfo> | undefined

/** Every instance type with its facts, as DescribeInstanceTypes gives them. */
export const instanceTypes = (): ReadonlyMap<string, InstanceTypeInfo> => {
  if (byName === undefined) {
    const facts = JSON.parse(gunzipSync(readDataFile('instance-types.json.gz')).toString('utf8')) as Record<string, InstanceTypeInfo>
    byName = new Map(Object.entries(facts))
  }
  return byName
}
