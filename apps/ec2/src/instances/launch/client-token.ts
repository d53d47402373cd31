import { createHash } from 'node:crypto'
import { addSeconds } from '@rolecall/clock'
import type { ClientTokenKey, InstanceHead } from '@rolecall/store'
import type { Ec2Request } from '../../context.ts'
import { visibleSince } from '../instance.ts'
import * as errors from './errors.ts'
import type { LaunchInput } from './launch-input.ts'

const keptSeconds = 24 * 60 * 60

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** The same for requests that ask for the same, whatever their token. */
const parametersHash = (input: LaunchInput): string => {
  const parameters = { ...input, ClientToken: undefined, DryRun: undefined }
  return createHash('sha256')
    .update(JSON.stringify(parameters, (_, value: unknown) => sorted(value)))
    .digest('base64url')
}

const keyOf = ({ partition, account, region }: Ec2Request, token: string): ClientTokenKey => ({ partition, account, region, operation: 'RunInstances', token })

/** The instances that an earlier request with the same token launched; undefined when it is the first. */
export const findLaunched = async (input: LaunchInput, request: Ec2Request): Promise<InstanceHead[] | undefined> => {
  const { ClientToken: token } = input
  if (token === undefined || token === '') return undefined
  const { clientTokens, instances } = request.context.store
  const used = await clientTokens.find(keyOf(request, token))
  if (used === undefined || used.createdAt < addSeconds(request.now, -keptSeconds)) return undefined
  if (used.parametersHash !== parametersHash(input)) throw errors.tokenOfOtherRequest()
  const heads = await instances.heads(request, { reservationId: used.resourceId, visibleSince: visibleSince(request) })
  if (heads.every(({ state }) => state === 'terminated')) throw errors.tokenOfTerminated()
  return heads
}

/** From now on a request with the same token answers this reservation. */
export const keepToken = async (input: LaunchInput, reservationId: string, request: Ec2Request): Promise<void> => {
  const { ClientToken: token } = input
  if (token === undefined || token === '') return
  const { clientTokens } = request.context.store
  await clientTokens.removeBefore(addSeconds(request.now, -keptSeconds))
  await clientTokens.add({ ...keyOf(request, token), parametersHash: parametersHash(input), resourceId: reservationId, createdAt: request.now })
}
