import { deflateRawSync } from 'node:zlib'
import { parseArn } from '@rolecall/ids'
import { PolicyRefusal, validateIdentityPolicy } from '@rolecall/policy'
import type { AccountKey, Store } from '@rolecall/store'
import type { AwsError } from '@rolecall/models'
import { malformedPolicyDocument, noSuchSessionPolicy, packedPolicyTooLarge, packedTagsTooLarge, serializedTokenTooLarge } from './errors.ts'
import type { SessionTags } from './session-tags.ts'

// AWS does not publish how it packs; one short statement was recorded as 16 %.
const packedBudgetBytes = 1024
// What a session token can hold at all: API reference, MinimumSessionTokenSize.
const tokenBudgetBytes = 4096

export interface PolicyInput {
  Policy?: string | undefined
  PolicyArns?: { arn?: string | undefined }[] | undefined
}

/** Refuses an inline session policy that AWS would call malformed. */
export const checkSessionPolicy = (document: string | undefined): void => {
  if (document === undefined) return
  try {
    validateIdentityPolicy(document, { isManaged: false })
  } catch (error) {
    if (error instanceof PolicyRefusal) throw malformedPolicyDocument(error.message)
    throw error
  }
}

/** The ARNs of managed session policies, each of which must be AWS's or the account's own. */
export const sessionPolicyArns = ({ PolicyArns = [] }: PolicyInput, account: AccountKey, store: Store): undefined | Promise<string[]> =>
  PolicyArns.length === 0 ? undefined : usableArns(PolicyArns.map((policy) => policy.arn ?? ''), account, store)

const usableArns = async (arns: string[], { partition, account }: AccountKey, store: Store): Promise<string[]> => {
  const found = new Set((await store.principals.managedPolicies(arns)).map((policy) => policy.arn))
  for (const text of arns) {
    const arn = parseArn(text)
    const isUsable = found.has(text) && arn?.partition === partition && (arn.account === 'aws' || arn.account === account)
    if (!isUsable) throw noSuchSessionPolicy(text)
  }
  return arns
}

const packedBytes = (content: unknown): number => deflateRawSync(JSON.stringify(content)).length

const percentOfBudget = (bytes: number): number => Math.ceil((100 * bytes) / packedBudgetBytes)

/** Tags that are too large by themselves are told apart from what the policies add. */
const packedTooLarge = (percent: number, { requested }: SessionTags): AwsError => {
  const percentOfTags = percentOfBudget(packedBytes(requested))
  return percentOfTags > 100 ? packedTagsTooLarge(percentOfTags) : packedPolicyTooLarge(percent)
}

/** Percent of the space for policies and tags that is used; undefined when none were given. */
export const packedPolicySize = (input: PolicyInput, tags: SessionTags): number | undefined => {
  const isGiven = input.Policy !== undefined || input.PolicyArns !== undefined || tags.requested.length > 0
  if (!isGiven) return undefined
  const bytes = packedBytes([input.Policy ?? '', input.PolicyArns ?? [], tags.requested])
  if (bytes > tokenBudgetBytes) throw serializedTokenTooLarge()
  const percent = percentOfBudget(bytes)
  if (percent > 100) throw packedTooLarge(percent, tags)
  return percent
}
