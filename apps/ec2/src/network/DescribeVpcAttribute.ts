import { ec2Arn } from '@rolecall/ids'
import { ec2 } from '@rolecall/models'
import { resourceTagKeys } from '@rolecall/pipeline'
import { regionKeys } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { selectIds, vpcIds } from '../describe/ids.ts'
import { badValue } from '../errors.ts'
import { withTags } from '../tags/resource-tags.ts'
import { defaultNetwork } from './default-network.ts'
import { vpcKeys } from './network-access.ts'

export const DescribeVpcAttribute = ec2Operation(ec2.DescribeVpcAttribute, {
  async access({ VpcId }, request) {
    const { vpc } = defaultNetwork(request)
    const [found] = vpc.VpcId === VpcId ? await withTags([vpc], () => VpcId, request) : []
    const ownKeys = found === undefined ? {} : { ...vpcKeys(found), ...resourceTagKeys('ec2', found.Tags ?? []) }
    return [{ resource: ec2Arn(request, 'vpc', VpcId), conditionKeys: { ...regionKeys(request), 'ec2:VpcID': VpcId, ...ownKeys } }]
  },

  run({ VpcId, Attribute }, request) {
    selectIds(vpcIds, [VpcId], { rows: [defaultNetwork(request).vpc], idOf: (vpc) => vpc.VpcId ?? '' })
    switch (Attribute) {
      case 'enableDnsSupport':
        return { VpcId, EnableDnsSupport: { Value: true } }
      case 'enableDnsHostnames':
        return { VpcId, EnableDnsHostnames: { Value: true } }
      case 'enableNetworkAddressUsageMetrics':
        return { VpcId, EnableNetworkAddressUsageMetrics: { Value: false } }
      default:
        throw badValue(String(Attribute), 'attribute', 'Unknown attribute.')
    }
  },
})
