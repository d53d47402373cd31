import type { InterruptionAction } from './instance-notices.ts'
import type { InstanceRecord } from './instances.ts'
import { releaseInstances } from './release-instances.ts'
import type { Store } from './store.ts'

/** An instance whose time has come. */
interface Due extends Record<string, unknown> {
  id: string
  action: InterruptionAction
  /** Epoch seconds. */
  at: number
}

// Another process that does the same is not waited for.
const due = {
  name: 'spot-interruptions-due',
  text: `SELECT id, notices->'interruption'->>'action' AS action, (notices->'interruption'->>'at')::float8 AS at FROM ec2_instances
    WHERE (notices->'interruption') IS NOT NULL AND (notices->'interruption'->>'at')::float8 <= $1::float8
    ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED`,
}

// Hardly ever is anything due: a transaction would make whatever is held of reads void each time.
const isDue = {
  name: 'spot-interruptions-is-due',
  text: `SELECT 1 FROM ec2_instances
    WHERE (notices->'interruption') IS NOT NULL AND (notices->'interruption'->>'at')::float8 <= $1::float8 LIMIT 1`,
}

/** The part of the SDK's Instance that public addresses stand in. */
interface AddressedDocument {
  PublicDnsName?: string
  PublicIpAddress?: string
  NetworkInterfaces?: { Association?: object; PrivateIpAddresses?: { Association?: object }[] }[]
}

const withoutPublicAddress = ({ PublicIpAddress: _, ...document }: AddressedDocument): AddressedDocument => ({
  ...document,
  PublicDnsName: '',
  NetworkInterfaces: (document.NetworkInterfaces ?? []).map(({ Association: __, ...of }) => ({
    ...of,
    PrivateIpAddresses: (of.PrivateIpAddresses ?? []).map(({ Association: ___, ...address }) => address),
  })),
})

const interrupted = (instance: InstanceRecord<AddressedDocument>, { action, at }: Due): InstanceRecord => {
  const isTerminated = action === 'terminate'
  return {
    ...instance,
    state: isTerminated ? 'terminated' : 'stopped',
    stateFrom: instance.state,
    stateChangedAt: new Date(at * 1000),
    stateReason: isTerminated ? 'Server.SpotInstanceTermination' : 'Server.SpotInstanceShutdown',
    privateIp: isTerminated ? null : instance.privateIp,
    document: withoutPublicAddress(instance.document),
  }
}

/** One page, in a transaction. Instances that stopped or terminated meanwhile only lose the notice. */
const interruptPage = async (store: Store, now: Date): Promise<number> => {
  const found = await store.connection.rows<Due>(due, [now.getTime() / 1000])
  const instances = await store.instances.findMany<InstanceRecord<AddressedDocument>>(found.map(({ id }) => id))
  const running = new Map(instances.filter(({ state }) => state === 'running').map((instance) => [instance.id, instance]))
  const changed = found.flatMap((of) => {
    const instance = running.get(of.id)
    return instance === undefined ? [] : [interrupted(instance, of)]
  })
  await store.instances.save(changed)
  await releaseInstances(store, changed.filter(({ state }) => state === 'terminated'))
  await store.instanceNotices.endInterruptions(found.map(({ id }) => id))
  return found.length
}

/** Stops and terminates, as of their time, the spot instances whose interruption is due by `now`. Done twice it leaves the same state. */
export const interruptSpotInstances = async (store: Store, now: Date): Promise<void> => {
  for (;;) {
    const [due] = await store.connection.rows(isDue, [now.getTime() / 1000])
    if (due === undefined) return
    const count = await store.transaction((inner) => interruptPage(inner, now))
    if (count === 0) return
  }
}
