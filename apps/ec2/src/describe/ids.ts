import { AwsError } from '@rolecall/models'

/** How ids of one kind of resource look, and how AWS refuses them. */
export interface IdRule {
  prefix: string
  notFoundCode: string
  malformedCode: string
  /** Of the ids that are missing. */
  notFoundText(ids: readonly string[]): string
  malformedText(id: string): string
}

const refusal = (code: string, message: string): AwsError => new AwsError({ code, status: 400, message })

const hasForm = (id: string, prefix: string): boolean => new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)

/** Refuses the first id that cannot be one. */
export const checkIds = (rule: IdRule, ids: readonly string[] | undefined): void => {
  const malformed = ids?.find((id) => !hasForm(id, rule.prefix))
  if (malformed !== undefined) throw refusal(rule.malformedCode, rule.malformedText(malformed))
}

/** The refusal of ids that could be some, but are none. */
export const missingIds = (rule: IdRule, ids: readonly string[]): AwsError => refusal(rule.notFoundCode, rule.notFoundText(ids))

/** The rows with these ids, all of which must exist; every row when no ids are named. */
export const selectIds = <Row>(rule: IdRule, ids: readonly string[] | undefined, use: { rows: readonly Row[]; idOf: (row: Row) => string }): Row[] => {
  if (ids === undefined || ids.length === 0) return [...use.rows]
  checkIds(rule, ids)
  const byId = new Map(use.rows.map((row) => [use.idOf(row), row]))
  const missing = ids.filter((id) => !byId.has(id))
  if (missing.length > 0) throw missingIds(rule, missing)
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
}

const named = (kind: string) => (ids: readonly string[]): string => `The ${kind} '${ids[0] ?? ''}' does not exist`
const expecting = (prefix: string) => (id: string): string => `Invalid id: "${id}" (expecting "${prefix}-...")`

export const vpcIds: IdRule = {
  prefix: 'vpc',
  notFoundCode: 'InvalidVpcID.NotFound',
  malformedCode: 'InvalidVpcID.Malformed',
  notFoundText: named('vpc ID'),
  malformedText: expecting('vpc'),
}

export const subnetIds: IdRule = {
  prefix: 'subnet',
  notFoundCode: 'InvalidSubnetID.NotFound',
  malformedCode: 'InvalidSubnetID.Malformed',
  notFoundText: named('subnet ID'),
  malformedText: expecting('subnet'),
}

export const securityGroupIds: IdRule = {
  prefix: 'sg',
  notFoundCode: 'InvalidGroup.NotFound',
  malformedCode: 'InvalidGroupId.Malformed',
  notFoundText: named('security group'),
  malformedText: (id) => `The security group ID '${id}' is malformed`,
}

export const networkInterfaceIds: IdRule = {
  prefix: 'eni',
  notFoundCode: 'InvalidNetworkInterfaceID.NotFound',
  malformedCode: 'InvalidNetworkInterfaceId.Malformed',
  notFoundText: named('networkInterface ID'),
  malformedText: expecting('eni'),
}

export const snapshotIds: IdRule = {
  prefix: 'snap',
  notFoundCode: 'InvalidSnapshot.NotFound',
  malformedCode: 'InvalidSnapshotID.Malformed',
  notFoundText: ([id = '']) => `The snapshot '${id}' does not exist.`,
  malformedText: expecting('snap'),
}

export const imageIds: IdRule = {
  prefix: 'ami',
  notFoundCode: 'InvalidAMIID.NotFound',
  malformedCode: 'InvalidAMIID.Malformed',
  notFoundText: (ids) => `The image id${ids.length > 1 ? 's' : ''} '[${ids.join(', ')}]' do${ids.length > 1 ? '' : 'es'} not exist`,
  malformedText: expecting('ami'),
}
