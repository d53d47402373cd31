import type { MetadataOptionsView } from './instance-environment.ts'
import type { Verdict } from './relay.ts'

const isTokenRequest = (first: Buffer): boolean => first.subarray(0, 4).toString('latin1') === 'PUT '

/**
 * What becomes of a connection to the metadata service from so many hops away, as the instance's options are now. The answer to a
 * PUT leaves with the hop limit as its time to live: further away it never arrives, and nobody is told.
 */
export const metadataReach = (first: Buffer, { isIpv6, hops }: { isIpv6: boolean; hops: number }, options: MetadataOptionsView): Verdict => {
  if (isIpv6 && options.HttpProtocolIpv6 !== 'enabled') return 'refuse'
  return isTokenRequest(first) && hops > (options.HttpPutResponseHopLimit ?? 1) ? 'lose' : 'pass'
}
