import type { Service } from '../service.ts'
import type { Correction } from './correction.ts'
import { ec2CreateTagsNames } from './ec2-create-tags-names.ts'
import { ec2IdLimits } from './ec2-id-limits.ts'
import { ec2InstanceAttributeNames } from './ec2-instance-attribute-names.ts'
import { ec2InstanceTypeFilter } from './ec2-instance-type-filter.ts'
import { ec2LaunchTemplateNames } from './ec2-launch-template-names.ts'
import { ec2NoInstances } from './ec2-no-instances.ts'
import { ec2PlacementGroupArn } from './ec2-placement-group-arn.ts'
import { ec2TagResourceTypes } from './ec2-tag-resource-types.ts'
import { stsAssumeRoleOrder } from './sts-assume-role-order.ts'
import { stsCallerIdentityOrder } from './sts-caller-identity-order.ts'
import { stsSessionLimits } from './sts-session-limits.ts'

export const corrections: readonly Correction[] = [
  ...ec2CreateTagsNames,
  ...ec2IdLimits,
  ...ec2InstanceAttributeNames,
  ec2InstanceTypeFilter,
  ...ec2LaunchTemplateNames,
  ...ec2NoInstances,
  ec2PlacementGroupArn,
  ec2TagResourceTypes,
  stsAssumeRoleOrder,
  stsCallerIdentityOrder,
  ...stsSessionLimits,
]

const merged = (one: Correction | undefined, other: Correction): Correction => {
  if (one === undefined) return other
  const members = { ...one.members }
  for (const [name, member] of Object.entries(other.members ?? {})) members[name] = { ...members[name], ...member }
  return { ...one, ...other, members }
}

/** The corrections of one service, by structure. */
export const correctionsOf = (service: Service): ReadonlyMap<string, Correction> => {
  const byStructure = new Map<string, Correction>()
  for (const correction of corrections) {
    if (correction.service === service) byStructure.set(correction.structure, merged(byStructure.get(correction.structure), correction))
  }
  return byStructure
}
