import { createHash } from 'node:crypto'
import { addSeconds } from '@rolecall/clock'
import type { ClientTokenKey } from '@rolecall/store'
import type { Ec2Request } from './context.ts'
import { coded } from './errors.ts'

const keptSeconds = 24 * 60 * 60

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** The same for requests that ask for the same, whatever their token. */
const parametersHash = (input: object): string => {
  const parameters = { ...input, ClientToken: undefined, DryRun: undefined }
  return createHash('sha256')
    .update(JSON.stringify(parameters, (_, value: unknown) => sorted(value)))
    .digest('base64url')
}

interface Tokened {
  ClientToken?: string | undefined
}

const keyOf = (operation: string, { ClientToken: token }: Tokened, { partition, account, region }: Ec2Request): ClientTokenKey | undefined =>
  token === undefined || token === '' ? undefined : { partition, account, region, operation, token }

/** What an earlier request of the operation with the same token made; undefined when it is the first. */
export const findMade = async (operation: string, input: Tokened, request: Ec2Request): Promise<string | undefined> => {
  const key = keyOf(operation, input, request)
  const used = key && (await request.context.store.clientTokens.find(key))
  if (used === undefined || used.createdAt < addSeconds(request.now, -keptSeconds)) return undefined
  if (used.parametersHash === parametersHash(input)) return used.resourceId
  throw coded('IdempotentParameterMismatch')('Arguments on this idempotent request are inconsistent with arguments used in previous request(s).')
}

/** From now on a request of the operation with the same token answers this resource. */
export const keepMade = async (made: { operation: string; resourceId: string }, input: Tokened, request: Ec2Request): Promise<void> => {
  const key = keyOf(made.operation, input, request)
  if (key === undefined) return
  const { clientTokens } = request.context.store
  await clientTokens.removeBefore(addSeconds(request.now, -keptSeconds))
  await clientTokens.add({ ...key, parametersHash: parametersHash(input), resourceId: made.resourceId, createdAt: request.now })
}
