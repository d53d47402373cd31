/** The addresses of a subnet that interfaces may have. */
export interface UsableAddresses {
  /** Of the whole block, as numbers. */
  block: readonly [number, number]
  first: string
  last: string
}

// The first four and the last.
const keptAddresses = 5
const dottedQuad = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/

/** An IPv4 address as a number; undefined when it is none. */
export const addressNumber = (address: string): number | undefined => {
  if (!dottedQuad.test(address)) return undefined
  const octets = address.split('.').map(Number)
  return octets.some((octet) => octet > 255) ? undefined : octets.reduce((number, octet) => number * 256 + octet, 0)
}

export const addressText = (number: number): string => [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.')

/** EC2 keeps the first four addresses of a subnet and its last one for itself. */
export const usableAddresses = (cidr: string): UsableAddresses => {
  const [base = '', length = '32'] = cidr.split('/')
  const first = addressNumber(base) ?? 0
  const last = first + 2 ** (32 - Number(length)) - 1
  return { block: [first, last], first: addressText(first + 4), last: addressText(last - 1) }
}

export type AddressFit = 'usable' | 'reserved' | 'outside' | 'malformed'

/** Whether an interface in the subnet may have this address. */
export const addressFit = (address: string, { block, first, last }: UsableAddresses): AddressFit => {
  const number = addressNumber(address)
  if (number === undefined) return 'malformed'
  if (number < block[0] || number > block[1]) return 'outside'
  return number < (addressNumber(first) ?? 0) || number > (addressNumber(last) ?? 0) ? 'reserved' : 'usable'
}

export const usableCount = (cidr: string): number => {
  const { block } = usableAddresses(cidr)
  return Math.max(0, block[1] - block[0] + 1 - keptAddresses)
}
