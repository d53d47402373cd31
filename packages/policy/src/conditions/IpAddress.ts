import ipaddr from 'ipaddr.js'
import { readBoth, withNegation } from './operator.ts'

/** IPv4 as a number, so that most comparisons need no objects. */
type Address = number | ipaddr.IPv6

const v4Form = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/

const parseV4 = (text: string): number | undefined => {
  const [, ...parts] = v4Form.exec(text) ?? []
  if (parts.length === 0 || parts.some((part) => Number(part) > 255)) return undefined
  return parts.reduce((address, part) => address * 256 + Number(part), 0)
}

/** IPv4 mapped into IPv6 is IPv4. */
const parseAddress = (text: string): Address | undefined => {
  if (!text.includes(':')) return parseV4(text)
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined
  const address = ipaddr.IPv6.parse(text)
  return address.isIPv4MappedAddress() ? parseV4(address.toIPv4Address().toString()) : address
}

/** An address, or a range in CIDR notation, with the width of its network. */
export const parseRange = (text: string): [Address, number] | undefined => {
  const [addressText = '', bitsText, ...more] = text.split('/')
  const address = parseAddress(addressText)
  if (address === undefined || more.length > 0) return undefined
  const widest = typeof address === 'number' ? 32 : 128
  if (bitsText === undefined) return [address, widest]
  return /^\d{1,3}$/.test(bitsText) && Number(bitsText) <= widest ? [address, Number(bitsText)] : undefined
}

const isWithin = (address: Address, [network, bits]: [Address, number]): boolean => {
  // IPv4 and IPv6 never match each other.
  if (typeof address === 'number' || typeof network === 'number') {
    return typeof address === 'number' && typeof network === 'number' && (bits === 0 || (address ^ network) >>> (32 - bits) === 0)
  }
  return address.match(network, bits)
}

/** CIDR ranges; an address alone is a range of one; host bits are ignored. */
export const IpAddress = withNegation('IpAddress', 'NotIpAddress', {
  compile: readBoth({ value: parseAddress, bound: parseRange }, isWithin),
})
