import { type CompiledOrganization, policySetOf } from '@rolecall/credentials'
import { evaluate, type PolicySet } from '@rolecall/policy'
import { CheckKeys } from '../check-keys.ts'
import type { Authenticated, Exchange } from '../exchange.ts'
import type { Asking, KnownAllows } from '../known-allows.ts'
import type { AccessCheck } from '../operation.ts'
import { type Ruling, rulingOf } from '../ruling.ts'

// The services of ours whose resources are bound by resource control policies.
const resourceControlled = /^(?:sts|autoscaling):/

export const isResourceControlled = (action: string): boolean => resourceControlled.test(action)

const policiesFor = (check: AccessCheck, own: PolicySet, resourceControl: PolicySet['resourceControl']): PolicySet => {
  if (check.resourcePolicy === undefined && check.resourcePolicyKind === undefined && resourceControl === undefined) return own
  return {
    ...own,
    ...(resourceControl === undefined ? {} : { resourceControl }),
    ...(check.resourcePolicy === undefined ? {} : { resource: check.resourcePolicy }),
    ...(check.resourcePolicyKind === undefined ? {} : { resourceKind: check.resourcePolicyKind }),
  }
}

const decide = ({ caller, action, check, organization, keys }: Asking): Ruling => {
  const asked = {
    principal: check.principal ?? caller.principal,
    action,
    resource: check.resource,
    ...(check.shownResource === undefined ? {} : { shownResource: check.shownResource }),
    resourceAccount: check.resourceAccount ?? caller.account,
    context: keys,
    policies: policiesFor(check, policySetOf(caller.policies), isResourceControlled(action) ? organization?.resourceControl : undefined),
  }
  return rulingOf(asked, evaluate(asked))
}

interface Ruled {
  exchange: Exchange<never>
  authenticated: Authenticated
  action: string
  check: AccessCheck
  organization: CompiledOrganization | undefined
}

/** What the policies say to one check of a request. */
export const rule = ({ exchange, authenticated, action, check, organization }: Ruled, knownAllows: KnownAllows): Ruling => {
  const { caller } = authenticated
  const asking: Asking = { caller, action, check, organization, keys: new CheckKeys({ exchange, authenticated, check, organization }) }
  const known = knownAllows.find(asking)
  if (known !== undefined) return known
  const ruling = decide(asking)
  if (ruling.isAllowed) knownAllows.add(asking, ruling)
  return ruling
}
