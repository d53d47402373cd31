import { describe, expect, it } from '@jest/globals'
import { privateDnsName, publicDnsName } from './dns-names.ts'

describe('DNS names of addresses', () => {
  it.each([
    ['us-east-1', 'ip-10-0-0-7.ec2.internal', 'ec2-10-0-0-7.compute-1.amazonaws.com'],
    ['eu-central-1', 'ip-10-0-0-7.eu-central-1.compute.internal', 'ec2-10-0-0-7.eu-central-1.compute.amazonaws.com'],
    ['cn-north-1', 'ip-10-0-0-7.cn-north-1.compute.internal', 'ec2-10-0-0-7.cn-north-1.compute.amazonaws.com.cn'],
  ])('in %s', (region, privateName, publicName) => {
    expect(privateDnsName('10.0.0.7', region)).toBe(privateName)
    expect(publicDnsName('10.0.0.7', region)).toBe(publicName)
  })
})
