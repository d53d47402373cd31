const dashed = (address: string): string => address.replaceAll('.', '-')

const publicSuffix = (region: string): string => {
  if (region === 'us-east-1') return 'compute-1.amazonaws.com'
  return `${region}.compute.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
}

const privateSuffix = (region: string): string => (region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`)

/** `ip-10-0-0-7.ec2.internal` */
export const privateDnsName = (address: string, region: string): string => `ip-${dashed(address)}.${privateSuffix(region)}`

/** `ec2-1-2-3-4.compute-1.amazonaws.com` */
export const publicDnsName = (address: string, region: string): string => `ec2-${dashed(address)}.${publicSuffix(region)}`
