import { isIP, isIPv6 } from 'node:net'
import { loopbackAddress } from '@rolecall/ids'
import { type InstanceSummary, shownState } from '@rolecall/store'
import type { EdgeContext } from '../context.ts'
import { AdminError } from './admin-error.ts'

const view = ({ clock, configuration }: EdgeContext, instance: InstanceSummary): object => ({
  instanceId: instance.id,
  account: instance.account,
  region: instance.region,
  state: shownState(instance, clock.now(), configuration.stateDelaySeconds),
  metadataEndpoint: `http://${loopbackAddress(instance.addressNumber)}:${configuration.metadataPort}`,
  metadataAddresses: instance.metadataAddresses,
  metadataOptions: instance.metadataOptions,
})

export const listInstances = async (context: EdgeContext): Promise<object> => ({
  instances: (await context.store.metadataAddresses.listInstances()).map((instance) => view(context, instance)),
})

export const getInstance = async (context: EdgeContext, id: string): Promise<object> => {
  const [instance] = await context.store.metadataAddresses.listInstances(id)
  if (instance === undefined) throw new AdminError(404, `The instance ID '${id}' does not exist`)
  return view(context, instance)
}

const isAddress = (value: unknown): value is string => typeof value === 'string' && isIP(value) !== 0

/** As connections show it: IPv6 compressed and in lower case. */
const canonical = (address: string): string =>
  isIPv6(address) && !address.includes('%') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address

/** Calls to the metadata service from these source addresses are this instance's from now on. */
export const setAddresses = async (context: EdgeContext, id: string, body: unknown): Promise<object> => {
  const addresses: unknown = typeof body === 'object' && body !== null && 'addresses' in body ? body.addresses : undefined
  if (!Array.isArray(addresses) || !addresses.every(isAddress)) throw new AdminError(400, 'Give {"addresses": ["169.254.169.21"]}.')
  await getInstance(context, id)
  await context.store.transaction((store) => store.metadataAddresses.replace(id, addresses.map(canonical)))
  return getInstance(context, id)
}
