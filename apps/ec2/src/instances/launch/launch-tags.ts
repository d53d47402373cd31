import type { TagSpecification } from '@aws-sdk/client-ec2'
import type { LaunchTags } from './launch.ts'
// TEMPORARY
export const launchTags = (specifications: readonly TagSpecification[] = []): LaunchTags => {
  const of = (type: string) => specifications.filter((s) => s.ResourceType === type).flatMap((s) => s.Tags ?? []).map((t) => ({ Key: t.Key ?? '', Value: t.Value ?? '' }))
  return { instance: of('instance'), volume: of('volume'), 'network-interface': of('network-interface') }
}
