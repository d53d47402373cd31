// 127.0.x.y belongs to the host itself: 127.0.0.1, resolvers, the 127.0.1.1 of Debian.
const firstSecondOctet = 1
const lastOctets = 254
const perSecondOctet = 256 * lastOctets
const capacity = 254 * perSecondOctet

/** The loopback address that instance number `number` owns at the metadata service: 127.1.0.1 for the first. */
export const loopbackAddress = (number: number): string => {
  if (!Number.isInteger(number) || number < 1 || number > capacity) throw new Error(`No loopback address has the number ${number}.`)
  const index = number - 1
  const second = firstSecondOctet + Math.floor(index / perSecondOctet)
  const third = Math.floor(index / lastOctets) % 256
  return `127.${second}.${third}.${(index % lastOctets) + 1}`
}

/** The number of the instance that owns a loopback address; undefined for addresses that no instance can own. */
// eslint-disable-next-line complexity -- the bounds of four numbers
export const loopbackNumber = (address: string): number | undefined => {
  const octets = address.split('.').map(Number)
  const [first, second = 0, third = 0, last = 0] = octets
  if (octets.length !== 4 || first !== 127 || !octets.every((octet) => Number.isInteger(octet) && octet >= 0 && octet <= 255)) return undefined
  if (second < firstSecondOctet || second === 255 || last < 1 || last > lastOctets) return undefined
  return (second - firstSecondOctet) * perSecondOctet + third * lastOctets + last
}
