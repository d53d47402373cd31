import type { Vpc } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable, paginate, selectIds } from '../describe/index.ts'
import { vpcIds } from '../describe/ids.ts'
import { withTags } from '../tags/resource-tags.ts'
import { defaultNetwork } from './default-network.ts'

const filters: FilterTable<Vpc> = {
  names: {
    cidr: (of) => of.CidrBlock,
    'cidr-block': (of) => of.CidrBlock,
    'cidr-block-association.association-id': (of) => (of.CidrBlockAssociationSet ?? []).map((one) => one.AssociationId),
    'cidr-block-association.cidr-block': (of) => (of.CidrBlockAssociationSet ?? []).map((one) => one.CidrBlock),
    'cidr-block-association.state': (of) => (of.CidrBlockAssociationSet ?? []).map((one) => one.CidrBlockState?.State),
    'dhcp-options-id': (of) => of.DhcpOptionsId,
    'ipv6-cidr-block-association.association-id': () => [],
    'ipv6-cidr-block-association.ipv6-cidr-block': () => [],
    'ipv6-cidr-block-association.ipv6-pool': () => [],
    'ipv6-cidr-block-association.state': () => [],
    'is-default': (of) => of.IsDefault,
    isDefault: (of) => of.IsDefault,
    'owner-id': (of) => of.OwnerId,
    state: (of) => of.State,
    'vpc-id': (of) => of.VpcId,
  },
  tags: (of) => of.Tags ?? [],
}

export const DescribeVpcs = ec2Operation(ec2.DescribeVpcs, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    const rows = await withTags([defaultNetwork(request).vpc], (vpc) => vpc.VpcId, request)
    const named = selectIds(vpcIds, input.VpcIds, { rows, idOf: (vpc) => vpc.VpcId ?? '' })
    const rule = { operation: 'DescribeVpcs', keyOf: (vpc: Vpc) => vpc.VpcId ?? '', ids: { given: input.VpcIds, name: 'VpcIds' } }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, named), rule })
    return { Vpcs: page.rows, NextToken: page.NextToken }
  },
})
