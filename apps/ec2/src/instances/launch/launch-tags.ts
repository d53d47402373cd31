import { readTagSpecifications } from '../../tags/tag-rules.ts'
import type { LaunchTags } from './launch.ts'
import type { LaunchInput } from './launch-input.ts'
import { isSpot } from './spot-market.ts'

const madeTypes = ['instance', 'volume', 'network-interface'] as const
const spotTypes = [...madeTypes, 'spot-instances-request'] as const

/** The tags of the request, by what it makes. */
export const launchTags = (input: LaunchInput): LaunchTags => {
  const { TagSpecifications } = input
  if (isSpot(input)) return readTagSpecifications(TagSpecifications, spotTypes)
  return { ...readTagSpecifications(TagSpecifications, madeTypes), 'spot-instances-request': [] }
}
