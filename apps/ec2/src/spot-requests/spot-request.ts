import type { SpotInstanceRequest } from '@aws-sdk/client-ec2'
import type { SpotRequestRecord } from '@rolecall/store'
import { shownState } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'
import type { InstanceRow } from '../instances/instance.ts'
import { malformedRequestId, noSuchRequests } from './errors.ts'
import { type InstanceFate, requestState } from './request-state.ts'

export type SpotRequestRow = SpotRequestRecord<SpotInstanceRequest>

const wellFormedId = /^sir-[0-9a-z]{8}$/

export const checkRequestIds = (ids: readonly string[]): void => {
  const malformed = ids.find((id) => !wellFormedId.test(id))
  if (malformed !== undefined) throw malformedRequestId(malformed)
}

const fateOf = (row: InstanceRow, isMarked: 'stop' | 'terminate' | undefined, { now, context }: Ec2Request): InstanceFate => ({
  state: shownState(row, now, context.stateDelaySeconds),
  isByService: row.stateReason?.startsWith('Server.') === true,
  isMarked,
  changedAt: row.stateChangedAt,
})

const show = (row: SpotRequestRow, fate: InstanceFate | undefined): SpotInstanceRequest => {
  const { ValidUntil, ValidFrom } = row.document
  return {
    ...row.document,
    SpotInstanceRequestId: row.id,
    CreateTime: row.createdAt,
    InstanceId: row.instanceId,
    ...(ValidUntil === undefined ? {} : { ValidUntil: new Date(ValidUntil) }),
    ...(ValidFrom === undefined ? {} : { ValidFrom: new Date(ValidFrom) }),
    ...requestState(row, fate),
    Tags: row.tags,
  }
}

/** The SDK's SpotInstanceRequests as they are now; what was done with, and whose instance is gone, is gone as well. */
export const showRequests = async (rows: readonly SpotRequestRow[], request: Ec2Request): Promise<SpotInstanceRequest[]> => {
  const { instances, instanceNotices } = request.context.store
  const ids = rows.map(({ instanceId }) => instanceId)
  const found = new Map((await instances.findMany<InstanceRow>(ids)).map((row) => [row.id, row]))
  const marks = await instanceNotices.interruptionsOf(ids)
  return rows.flatMap((row) => {
    const instance = found.get(row.instanceId)
    if (instance === undefined && (!row.isPersistent || row.cancelledAt !== null)) return []
    const mark = marks.get(row.instanceId)
    const isMarked = mark === undefined || mark === 'terminate' ? mark : 'stop'
    return [show(row, instance && fateOf(instance, isMarked, request))]
  })
}

/** The requests with these ids, all of which must exist; every one of the region when no ids are named. */
export const getRequests = async (ids: readonly string[] | undefined, request: Ec2Request): Promise<SpotInstanceRequest[]> => {
  const named = ids === undefined || ids.length === 0 ? undefined : [...new Set(ids)]
  const shown = await showRequests(await request.context.store.spotRequests.list<SpotInstanceRequest>(request, named), request)
  const missing = (named ?? []).filter((id) => !shown.some(({ SpotInstanceRequestId }) => SpotInstanceRequestId === id))
  if (missing.length > 0) throw noSuchRequests(missing)
  return shown
}
