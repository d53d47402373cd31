import type { Service } from '../service.ts'
import type { Correction } from './correction.ts'
import { ec2CreateTagsNames } from './ec2-create-tags-names.ts'
import { ec2InstanceAttributeNames } from './ec2-instance-attribute-names.ts'
import { ec2InstanceTypeFilter } from './ec2-instance-type-filter.ts'
import { ec2NoInstances } from './ec2-no-instances.ts'
import { ec2PlacementGroupArn } from './ec2-placement-group-arn.ts'
import { ec2TagResourceTypes } from './ec2-tag-resource-types.ts'
import { stsAssumeRoleOrder } from './sts-assume-role-order.ts'
import { stsCallerIdentityOrder } from './sts-caller-identity-order.ts'
import { stsSourceIdentityLength } from './sts-source-identity-length.ts'

export const corrections: readonly Correction[] = [
  ...ec2CreateTagsNames,
  ...ec2InstanceAttributeNames,
  ec2InstanceTypeFilter,
  ...ec2NoInstances,
  ec2PlacementGroupArn,
  ec2TagResourceTypes,
  stsAssumeRoleOrder,
  stsCallerIdentityOrder,
  stsSourceIdentityLength,
]

/** The corrections of one service, by structure. */
export const correctionsOf = (service: Service): ReadonlyMap<string, Correction> =>
  new Map(corrections.filter((correction) => correction.service === service).map((correction) => [correction.structure, correction]))
