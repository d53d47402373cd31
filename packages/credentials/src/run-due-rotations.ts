import type { DueCursor, DueInstance } from '@rolecall/store'
import { type IssueDependencies, issueInstanceCredentials, type IssueSummary } from './issue-instance-credentials.ts'

const pageSize = 500

/** Instances whose credentials are due at `now`, in pages; each page is read when it is asked for. */
export async function* dueInstances({ store }: Pick<IssueDependencies, 'store'>, now: Date): AsyncGenerator<Pick<DueInstance, 'instanceId' | 'generation'>[]> {
  let after: DueCursor | undefined
  for (;;) {
    const page = await store.instanceCredentials.due(now, after, pageSize)
    if (page.length > 0) yield page
    after = page.at(-1)
    if (page.length < pageSize) break
  }
  let last = ''
  for (;;) {
    const page = await store.instanceCredentials.missing(last, pageSize)
    if (page.length > 0) yield page.map((instanceId) => ({ instanceId, generation: 0 }))
    last = page.at(-1) ?? last
    if (page.length < pageSize) return
  }
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
