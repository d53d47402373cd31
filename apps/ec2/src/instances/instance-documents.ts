import type { Instance } from '@aws-sdk/client-ec2'
import { BoundedCache } from '@rolecall/credentials'
import { type InstanceHead, shownState } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'
import { type InstanceRow, withDates } from './instance.ts'
import type { StateName } from './instance-states.ts'
import { type InstanceMoment, showInstance } from './show-instance.ts'

/** An instance as it is shown, with what it was made of. */
export interface ShownInstance {
  row: InstanceRow
  head: InstanceHead
  state: StateName
  instance: Instance
}

interface Entry {
  row: InstanceRow
  shown: (ShownInstance & { settledAt: number }) | undefined
}

const maximumInstances = 5000

const isPending = (changedAt: number | undefined, request: Ec2Request): boolean =>
  changedAt !== undefined && request.now.getTime() < changedAt + request.context.stateDelaySeconds * 1000

/** The moment from which nothing of the row depends on the time any more. */
const settledAt = ({ attributes, stateChangedAt }: InstanceRow, { context }: Ec2Request): number =>
  Math.max(stateChangedAt.getTime(), attributes.metadataOptionsChangedAt ?? 0, attributes.monitoringChangedAt ?? 0) + context.stateDelaySeconds * 1000

/** What follows from time and from other tables. */
export const momentOf = (row: InstanceRow, head: Omit<InstanceHead, 'addressNumber'>, request: Ec2Request): InstanceMoment => ({
  state: shownState(head, request.now, request.context.stateDelaySeconds) as StateName,
  profile: head,
  isMetadataPending: isPending(row.attributes.metadataOptionsChangedAt, request),
  isMonitoringPending: isPending(row.attributes.monitoringChangedAt, request),
})

/**
 * Instances as they were read and shown, used only at the revision that the store has now. Reads outside transactions
 * alone fill it: what a transaction sees may never be.
 */
export class InstanceDocuments {
  readonly #entries = new BoundedCache<string, Entry>(maximumInstances)

  /** The instances of these heads, in their order; those that were removed meanwhile are left out. */
  async show(heads: readonly InstanceHead[], request: Ec2Request): Promise<ShownInstance[]> {
    const entries = await this.#load(heads, request)
    return heads.flatMap((head) => {
      const entry = entries.get(head.id)
      return entry === undefined ? [] : [this.#showEntry(entry, head, request)]
    })
  }

  async #load(heads: readonly InstanceHead[], { context }: Ec2Request): Promise<ReadonlyMap<string, Entry>> {
    const entries = new Map<string, Entry>()
    const unknown: string[] = []
    for (const { id, revision } of heads) {
      const entry = this.#entries.get(id)
      if (entry?.row.revision === revision) entries.set(id, entry)
      else unknown.push(id)
    }
    // A list longer than the cache keeps its beginning there and does not push itself out.
    let room = maximumInstances - entries.size
    for (const row of await context.store.instances.findMany<InstanceRow>(unknown)) {
      const entry = { row: withDates(row), shown: undefined }
      entries.set(row.id, entry)
      if (room > 0) this.#entries.set(row.id, entry)
      room -= 1
    }
    return entries
  }

  #showEntry(entry: Entry, head: InstanceHead, request: Ec2Request): ShownInstance {
    const { row, shown } = entry
    const now = request.now.getTime()
    if (shown !== undefined && now >= shown.settledAt && shown.head.associationId === head.associationId) return shown
    const moment = momentOf(row, row.revision === head.revision ? head : { ...row, ...profileOf(head) }, request)
    const made = { row, head, state: moment.state, instance: showInstance(row, moment), settledAt: settledAt(row, request) }
    // While time still changes it, what is shown now says nothing about later.
    if (now < made.settledAt) return made
    // Frozen, so that it is written once for all answers that show it.
    Object.freeze(made.instance)
    entry.shown = made
    return made
  }
}

const profileOf = ({ associationId, profileArn, profileId }: InstanceHead) => ({ associationId, profileArn, profileId })
