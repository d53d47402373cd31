import type { InstanceHead } from '@rolecall/store'
import { findMade, keepMade } from '../../client-tokens.ts'
import type { Ec2Request } from '../../context.ts'
import { visibleSince } from '../instance.ts'
import * as errors from './errors.ts'
import type { LaunchInput } from './launch-input.ts'

const operation = 'RunInstances'

/** The instances that an earlier request with the same token launched; undefined when it is the first. */
export const findLaunched = async (input: LaunchInput, request: Ec2Request): Promise<InstanceHead[] | undefined> => {
  const reservationId = await findMade(operation, input, request)
  if (reservationId === undefined) return undefined
  const heads = await request.context.store.instances.heads(request, { reservationId, visibleSince: visibleSince(request) })
  if (heads.every(({ state }) => state === 'terminated')) throw errors.tokenOfTerminated()
  return heads
}

/** From now on a request with the same token answers this reservation. */
export const keepToken = (input: LaunchInput, reservationId: string, request: Ec2Request): Promise<void> =>
  keepMade({ operation, resourceId: reservationId }, input, request)
