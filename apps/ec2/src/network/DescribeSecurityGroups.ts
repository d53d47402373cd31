import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable, type FilterValue, paginate, selectIds } from '../describe/index.ts'
import { securityGroupIds } from '../describe/ids.ts'
import { coded } from '../errors.ts'
import { withTags } from '../tags/resource-tags.ts'
import { defaultNetwork } from './default-network.ts'

type Reader = (permission: IpPermission) => readonly (string | number | undefined)[]

const permissionReaders: Record<string, Reader> = {
  cidr: ({ IpRanges = [] }) => IpRanges.map((range) => range.CidrIp),
  'from-port': ({ FromPort }) => [FromPort],
  'group-id': ({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map((pair) => pair.GroupId),
  'group-name': ({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map((pair) => pair.GroupName),
  'ipv6-cidr': ({ Ipv6Ranges = [] }) => Ipv6Ranges.map((range) => range.CidrIpv6),
  'prefix-list-id': ({ PrefixListIds = [] }) => PrefixListIds.map((list) => list.PrefixListId),
  protocol: ({ IpProtocol }) => [IpProtocol],
  'to-port': ({ ToPort }) => [ToPort],
  'user-id': ({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map((pair) => pair.UserId),
}

const permissionFilters = (prefix: string, read: (group: SecurityGroup) => IpPermission[] | undefined): Record<string, (group: SecurityGroup) => FilterValue> =>
  Object.fromEntries(
    Object.entries(permissionReaders).map(([name, reader]) => [`${prefix}.${name}`, (group: SecurityGroup) => (read(group) ?? []).flatMap(reader)]),
  )

const filters: FilterTable<SecurityGroup> = {
  names: {
    description: (of) => of.Description,
    'group-id': (of) => of.GroupId,
    'group-name': (of) => of.GroupName,
    'owner-id': (of) => of.OwnerId,
    'vpc-id': (of) => of.VpcId,
    ...permissionFilters('ip-permission', (group) => group.IpPermissions),
    ...permissionFilters('egress.ip-permission', (group) => group.IpPermissionsEgress),
  },
  tags: (of) => of.Tags ?? [],
}

const selectNames = (groups: SecurityGroup[], names: readonly string[] | undefined, vpcId: string): SecurityGroup[] => {
  if (names === undefined || names.length === 0) return groups
  const missing = names.find((name) => !groups.some((group) => group.GroupName === name))
  if (missing !== undefined) throw coded('InvalidGroup.NotFound')(`The security group '${missing}' does not exist in default VPC '${vpcId}'`)
  return groups.filter((group) => names.includes(group.GroupName ?? ''))
}

export const DescribeSecurityGroups = ec2Operation(ec2.DescribeSecurityGroups, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    const { group, vpc } = defaultNetwork(request)
    const named = selectNames(selectIds(securityGroupIds, input.GroupIds, { rows: [group], idOf: (one) => one.GroupId ?? '' }), input.GroupNames, vpc.VpcId ?? '')
    const rows = await withTags(named, (one) => one.GroupId, request)
    const rule = { operation: 'DescribeSecurityGroups', keyOf: (one: SecurityGroup) => one.GroupId ?? '', ids: { given: input.GroupIds, name: 'GroupIds' } }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, rows), rule })
    return { SecurityGroups: page.rows, NextToken: page.NextToken }
  },
})
