import type { AccessCheck, ConditionKeys } from '@rolecall/pipeline'
import type { Ec2Request } from './context.ts'

/** The keys that every check of EC2 carries. */
export const regionKeys = ({ region }: Ec2Request): ConditionKeys => ({ 'ec2:Region': region })

/** Calls without resource-level permission: Describe… and the settings of a region. */
export const accessToEverything = (request: Ec2Request): AccessCheck[] => [
  { resource: '*', shownResource: null, conditionKeys: regionKeys(request) },
]
