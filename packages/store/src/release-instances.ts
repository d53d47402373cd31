import type { InstanceRecord } from './instances.ts'
import type { Store } from './store.ts'

interface Interfaces {
  NetworkInterfaces?: { NetworkInterfaceId?: string }[]
}

/** What belongs to instances goes with them when they terminate; within a transaction. */
export const releaseInstances = async (store: Store, instances: readonly InstanceRecord[]): Promise<void> => {
  if (instances.length === 0) return
  const ids = instances.map(({ id }) => id)
  await store.profileAssociations.removeOfInstances(ids)
  await store.privateAddresses.removeOfInstances(ids)
  for (const instance of instances) {
    const { NetworkInterfaces = [] } = instance.document as Interfaces
    await store.resourceTags.remove(instance, NetworkInterfaces.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? []))
  }
  await store.volumes.detach(ids)
}
