import { BlockList, isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'

/** An IPv4 address that a dual-stack socket shows as `::ffff:a.b.c.d`, as itself. */
export const plainAddress = (address: string | undefined): string => (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '')

export const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1'

const networksOf = (localAddress: string): BlockList => {
  const networks = new BlockList()
  for (const own of Object.values(networkInterfaces()).flat()) {
    if (own?.address !== localAddress || own.cidr === null) continue
    const [network = '', prefix = ''] = own.cidr.split('/')
    networks.addSubnet(network, Number(prefix), own.family === 'IPv4' ? 'ipv4' : 'ipv6')
  }
  return networks
}

const known = new Map<string, BlockList>()

/** Whether a caller is in a network that the called address of ours belongs to. Loopback has no neighbours. */
export const isNeighbour = (localAddress: string, remoteAddress: string): boolean => {
  if (isLoopback(remoteAddress) || isLoopback(localAddress)) return false
  const networks = known.get(localAddress) ?? networksOf(localAddress)
  known.set(localAddress, networks)
  return networks.check(remoteAddress, isIPv4(remoteAddress) ? 'ipv4' : 'ipv6')
}
