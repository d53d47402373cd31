import type { SecurityGroupRule } from '@aws-sdk/client-ec2'
import { ec2Arn } from '@rolecall/ids'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { applyFilters, type FilterTable, type IdRule, paginate, selectIds } from '../describe/index.ts'
import { defaultNetwork, defaultRuleId } from './default-network.ts'

const ruleIds: IdRule = {
  prefix: 'sgr',
  notFoundCode: 'InvalidSecurityGroupRuleId.NotFound',
  malformedCode: 'InvalidSecurityGroupRuleId.Malformed',
  notFoundText: ([id = '']) => `The security group rule ID '${id}' does not exist`,
  malformedText: (id) => `The security group rule ID '${id}' is malformed`,
}

const filters: FilterTable<SecurityGroupRule> = {
  names: { 'group-id': (of) => of.GroupId, 'security-group-rule-id': (of) => of.SecurityGroupRuleId },
  tags: (of) => of.Tags ?? [],
}

/** The default group lets in its own members and lets out everything. */
const rulesOf = (request: Ec2Request): SecurityGroupRule[] => {
  const { group } = defaultNetwork(request)
  const rule = (direction: 'ingress' | 'egress'): SecurityGroupRule => {
    const id = defaultRuleId(request, direction)
    return {
      SecurityGroupRuleId: id,
      SecurityGroupRuleArn: ec2Arn(request, 'security-group-rule', id),
      GroupId: group.GroupId,
      GroupOwnerId: request.account,
      IsEgress: direction === 'egress',
      IpProtocol: '-1',
      FromPort: -1,
      ToPort: -1,
      Tags: [],
    }
  }
  return [
    { ...rule('ingress'), ReferencedGroupInfo: { GroupId: group.GroupId, UserId: request.account } },
    { ...rule('egress'), CidrIpv4: '0.0.0.0/0' },
  ]
}

export const DescribeSecurityGroupRules = ec2Operation(ec2.DescribeSecurityGroupRules, {
  access: (_, request) => accessToEverything(request),

  run(input, request) {
    const named = selectIds(ruleIds, input.SecurityGroupRuleIds, { rows: rulesOf(request), idOf: (one) => one.SecurityGroupRuleId ?? '' })
    const rule = { operation: 'DescribeSecurityGroupRules', keyOf: (one: SecurityGroupRule) => one.SecurityGroupRuleId ?? '', ids: { given: input.SecurityGroupRuleIds, name: 'SecurityGroupRuleIds' } }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, named), rule })
    return { SecurityGroupRules: page.rows, NextToken: page.NextToken }
  },
})
