import ipaddr from 'ipaddr.js'
import { constant, never, withNegation } from './operator.ts'

type Address = ipaddr.IPv4 | ipaddr.IPv6

const parseAddress = (text: string): Address | undefined => (ipaddr.isValid(text) ? ipaddr.process(text) : undefined)

const parseRange = (text: string): [Address, number] | undefined => {
  const [addressText = '', bitsText] = text.split('/', 2)
  const address = parseAddress(addressText)
  if (address === undefined) return undefined
  const widest = address.kind() === 'ipv4' ? 32 : 128
  const bits = bitsText === undefined ? widest : Number(bitsText)
  return Number.isInteger(bits) && bits >= 0 && bits <= widest ? [address, bits] : undefined
}

const isWithin = (address: Address, range: [Address, number]): boolean => {
  // IPv4 and IPv6 never match each other.
  if (address.kind() !== range[0].kind()) return false
  return address.match(range)
}

/** CIDR ranges; an address alone is a range of one; host bits are ignored. */
export const IpAddress = withNegation('IpAddress', 'NotIpAddress', (policyValue) => {
  const range = parseRange(policyValue)
  if (range === undefined) return never
  return constant((value) => {
    const address = parseAddress(value)
    return address !== undefined && isWithin(address, range)
  })
})
