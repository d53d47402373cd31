import type { SpotInstanceRequest } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, paginate } from '../describe/index.ts'
import { requestFilters } from './request-filters.ts'
import { checkRequestIds, getRequests } from './spot-request.ts'

export const DescribeSpotInstanceRequests = ec2Operation(ec2.DescribeSpotInstanceRequests, {
  access({ SpotInstanceRequestIds = [] }, request) {
    checkRequestIds(SpotInstanceRequestIds)
    return accessToEverything(request)
  },

  async run(input, request) {
    const rows = await getRequests(input.SpotInstanceRequestIds, request)
    const rule = {
      operation: 'DescribeSpotInstanceRequests',
      keyOf: ({ CreateTime, SpotInstanceRequestId = '' }: SpotInstanceRequest) => `${CreateTime?.toISOString() ?? ''} ${SpotInstanceRequestId}`,
      ids: { given: input.SpotInstanceRequestIds, name: 'SpotInstanceRequestIds' },
    }
    const page = paginate(request, input, { rows: applyFilters(requestFilters, input.Filters, rows), rule })
    return { SpotInstanceRequests: page.rows, NextToken: page.NextToken }
  },
})
