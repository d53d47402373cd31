import type { CancelledSpotInstanceRequest } from '@aws-sdk/client-ec2'
import { wholeSeconds } from '@rolecall/clock'
import { ec2Arn } from '@rolecall/ids'
import { ec2 } from '@rolecall/models'
import { resourceTagKeys } from '@rolecall/pipeline'
import { regionKeys } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { checkRequestIds, getRequests } from './spot-request.ts'

const cancellable: readonly string[] = ['open', 'active', 'disabled']

/** Instances go on: whoever cancels a request terminates its instance by another call. */
export const CancelSpotInstanceRequests = ec2Operation(ec2.CancelSpotInstanceRequests, {
  async access({ SpotInstanceRequestIds: ids }, request) {
    checkRequestIds(ids)
    const found = new Map((await request.context.store.spotRequests.list(request, [...ids])).map((row) => [row.id, row]))
    return [...new Set(ids)].map((id) => ({
      resource: ec2Arn(request, 'spot-instances-request', id),
      conditionKeys: { ...regionKeys(request), ...resourceTagKeys('ec2', found.get(id)?.tags ?? []) },
    }))
  },

  lookUp: ({ SpotInstanceRequestIds }, request) => getRequests(SpotInstanceRequestIds, request),

  async run({ SpotInstanceRequestIds }, request) {
    const named = await getRequests(SpotInstanceRequestIds, request)
    const ids = named.flatMap(({ SpotInstanceRequestId = '', State = '' }) => (cancellable.includes(State) ? [SpotInstanceRequestId] : []))
    await request.context.store.spotRequests.cancel(ids, wholeSeconds(request.now))
    return {
      CancelledSpotInstanceRequests: named.map(({ SpotInstanceRequestId = '', State }) => ({
        SpotInstanceRequestId,
        State: (ids.includes(SpotInstanceRequestId) ? 'cancelled' : State) as NonNullable<CancelledSpotInstanceRequest['State']>,
      })),
    }
  },
})
