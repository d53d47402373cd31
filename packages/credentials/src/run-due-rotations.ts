import type { DueInstance } from '@rolecall/store'
import { type IssueDependencies, issueInstanceCredentials, type IssueSummary } from './issue-instance-credentials.ts'
import { furthestRenewalSeconds } from './plan-rotation.ts'

const pageSize = 500

type Due = Pick<DueInstance, 'instanceId' | 'generation'>

/** Pages of what `read` finds after a cursor, until one is not full. */
async function* pages<Cursor extends object>(read: (after: Cursor | undefined) => Promise<Cursor[]>): AsyncGenerator<Cursor[]> {
  let after: Cursor | undefined
  for (;;) {
    const page = await read(after)
    if (page.length > 0) yield page
    after = page.at(-1)
    if (page.length < pageSize) return
  }
}

/**
 * Instances that rotation has to look at: whose renewal is planned by `now`, whose renewal is planned too far ahead, and which
 * have nothing for their profile. They come in pages; each is read when it is asked for.
 */
export async function* dueInstances({ store, settings }: Pick<IssueDependencies, 'store' | 'settings'>, now: Date): AsyncGenerator<Due[]> {
  const { instanceCredentials } = store
  yield* pages<DueInstance>((after) => instanceCredentials.due(now, after, pageSize))
  const furthest = { renewAt: new Date(now.getTime() + furthestRenewalSeconds(settings) * 1000), instanceId: '' }
  yield* pages<DueInstance>((after) => instanceCredentials.ahead(after ?? furthest, pageSize))
  yield* pages<Due>(async (after) => {
    const instanceIds = await instanceCredentials.missing(after?.instanceId ?? '', pageSize)
    return instanceIds.map((instanceId) => ({ instanceId, generation: 0 }))
  })
}

/** Renews here and now all that is due, without the queues: moving the clock answers only when that is done. */
export const runDueRotations = async (dependencies: IssueDependencies, now: Date): Promise<IssueSummary> => {
  const total: IssueSummary = { issued: 0, failed: 0, removed: 0 }
  for await (const page of dueInstances(dependencies, now)) {
    const summary = await issueInstanceCredentials(dependencies, page.map(({ instanceId }) => instanceId), now)
    total.issued += summary.issued
    total.failed += summary.failed
    total.removed += summary.removed
  }
  return total
}
