import type { InstanceHead } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'
import { visibleSince } from './instance.ts'
import { checkInstanceIds, refuseMissing } from './requested-instances.ts'

/** A part of the list of all instances. */
export interface Stretch {
  afterNumber?: number
  limit?: number
}

/** What `launchOrder` sorted up to, and one row more than the page, which tells whether there is another one. */
export const stretchOf = ({ afterKey, size }: { afterKey: string | undefined; size: number | undefined }): Stretch => ({
  ...(afterKey === undefined ? {} : { afterNumber: Number(afterKey) }),
  ...(size === undefined ? {} : { limit: size + 1 }),
})

/** The instances with these ids, all of which must exist; every instance of the region when no ids are named. */
export const selectHeads = async (ids: readonly string[] | undefined, request: Ec2Request, stretch: Stretch = {}): Promise<InstanceHead[]> => {
  const { instances } = request.context.store
  const since = { visibleSince: visibleSince(request) }
  if (ids === undefined || ids.length === 0) return instances.heads(request, { ...since, ...stretch })
  checkInstanceIds(ids)
  const heads = await instances.heads(request, { ...since, ids: [...new Set(ids)] })
  const found = new Set(heads.map(({ id }) => id))
  refuseMissing(ids, (id) => found.has(id))
  return heads
}

/** Sorts instances in the order of launch. */
export const launchOrder = ({ addressNumber }: InstanceHead): string => String(addressNumber).padStart(10, '0')
