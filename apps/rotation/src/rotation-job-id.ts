import { createHash } from 'node:crypto'

/**
 * The id of the job for these instances, each at the generation to be replaced: the same work has the same id, so a sweep
 * that finds it still waiting adds nothing. BullMQ refuses colons in ids.
 */
export const rotationJobId = (instances: { instanceId: string; generation: number }[]): string => {
  const [first] = instances
  const all = instances.map(({ instanceId, generation }) => `${instanceId} ${generation}`).join('\n')
  const digest = createHash('sha256').update(all).digest('hex').slice(0, 16)
  return `rotate-${first?.instanceId ?? ''}-${first?.generation ?? 0}-${digest}`
}
