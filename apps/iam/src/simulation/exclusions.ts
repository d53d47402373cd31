import { parseArn } from '@rolecall/ids'
import { compileGlob, type Matcher } from '@rolecall/policy'
import { ambiguousExclusion, invalidExclusionArn, invalidExclusionPattern } from './errors.ts'
import type { OwnedPolicy, PolicySource } from './policy-source.ts'

/** Names policies in one of three ways. */
export interface PolicyIdentifierInput {
  PolicyType?: string | undefined
  PolicyArn?: string | undefined
  InlinePolicyIdentifier?: { PolicyName: string | undefined; AttachmentType: string | undefined; AttachmentName: string | undefined } | undefined
}

type Exclusion = (policy: OwnedPolicy) => boolean

const pattern = (text: string): Matcher => {
  if (text === '' || text.split('*').length > 2) throw invalidExclusionPattern()
  return compileGlob(text)
}

const isAwsManaged = ({ arn }: OwnedPolicy): boolean => arn !== undefined && parseArn(arn)?.account === 'aws'

const types: ReadonlyMap<string, Exclusion> = new Map([
  ['inline', ({ type }: OwnedPolicy) => type === 'inline'],
  ['aws-managed', isAwsManaged],
  ['user-managed', (policy: OwnedPolicy) => policy.type === 'managed' && !isAwsManaged(policy)],
])

const byArn = (text: string): Exclusion => {
  const arn = parseArn(text)
  const isPolicy = arn?.service === 'iam' && arn.region === '' && /^(aws|\d{12})$/.test(arn.account) && /^policy\/[^\s:]+$/.test(arn.resource)
  if (arn === undefined || !isPolicy || /[*?]/.test(arn.partition)) throw invalidExclusionArn(text)
  const matches = pattern(text)
  // A policy is also found by its name without path.
  const withoutPath = (policy: OwnedPolicy): string => `arn:${arn.partition}:iam::${parseArn(policy.arn ?? '')?.account ?? ''}:policy/${policy.policyName}`
  return (policy) => policy.arn !== undefined && (matches(policy.arn) || matches(withoutPath(policy)))
}

const byOwner = (identifier: NonNullable<PolicyIdentifierInput['InlinePolicyIdentifier']>): Exclusion => {
  const ownerMatches = pattern(identifier.AttachmentName ?? '')
  return ({ type, policyName, owner }) =>
    type === 'inline' && policyName === identifier.PolicyName && owner.kind === identifier.AttachmentType && ownerMatches(owner.name)
}

const exclusionOf = (identifier: PolicyIdentifierInput): Exclusion => {
  const { PolicyType: type, PolicyArn: arn, InlinePolicyIdentifier: inline } = identifier
  if ([type, arn, inline].filter((given) => given !== undefined).length !== 1) throw ambiguousExclusion()
  if (arn !== undefined) return byArn(arn)
  if (inline !== undefined) return byOwner(inline)
  return types.get(type ?? '') ?? (() => false)
}

/** The source as if it did not have these policies. Resource control policies are not simulated, so excluding them changes nothing. */
export const withoutExcluded = (source: PolicySource, identifiers: readonly PolicyIdentifierInput[] = []): PolicySource => {
  const exclusions = identifiers.map(exclusionOf)
  const hasType = (type: string): boolean => identifiers.some(({ PolicyType }) => PolicyType === type)
  return {
    ...source,
    policies: source.policies.filter((policy) => !exclusions.some((excludes) => excludes(policy))),
    boundary: hasType('permission-boundary') ? undefined : source.boundary,
    serviceControl: hasType('scp') ? undefined : source.serviceControl,
  }
}
