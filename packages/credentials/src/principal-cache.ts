import { iamArn } from '@rolecall/ids'
import { type NamedPolicy, parsePolicy } from '@rolecall/policy'
import { type AttachedPolicy, type Freshness, isAwsPolicyArn, isSameFreshness, type PrincipalRecord, type Store } from '@rolecall/store'
import { BoundedCache } from './bounded-cache.ts'

/** A user or role with its policies compiled. */
export interface CompiledPrincipal {
  record: PrincipalRecord
  identity: NamedPolicy[]
  boundary: NamedPolicy | undefined
}

interface Entry {
  freshness: Freshness
  principal: CompiledPrincipal
}

const denyEverything = parsePolicy('{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}')

/** When unsure, refuse: a stored document that does not parse denies everything, under a name that says why. */
export const compilePolicy = (policy: AttachedPolicy, attachedTo?: string): NamedPolicy => {
  const base = {
    ...(attachedTo === undefined ? {} : { attachedTo }),
    type: policy.arn === undefined ? ('inline' as const) : ('managed' as const),
    ...(policy.arn === undefined ? {} : { arn: policy.arn }),
  }
  try {
    return { ...base, name: policy.name, policy: parsePolicy(policy.document) }
  } catch {
    return { ...base, name: `${policy.name} (cannot be parsed)`, policy: denyEverything }
  }
}

/** The user or role itself, or the group that brings the policy. */
const ownerArn = ({ partition, account, kind, path, name }: PrincipalRecord, { group, groupPath = '/' }: Partial<AttachedPolicy> = {}): string =>
  iamArn(partition, account, group === undefined ? { type: kind, path, name } : { type: 'group', path: groupPath, name: group })

/** Compiled principals, valid only at the account version at which they were read. */
export class PrincipalCache {
  readonly #entries = new BoundedCache<string, Entry>(20_000)
  readonly #ofAws = new BoundedCache<string, NamedPolicy>(200)

  /** By unique id; `freshness` is that of the principal's account, read for this request. */
  async find(id: string, { freshness, store }: { freshness: Freshness; store: Store }): Promise<CompiledPrincipal | undefined> {
    const entry = this.#entries.get(id)
    if (entry !== undefined && isSameFreshness(entry.freshness, freshness)) return entry.principal
    const record = await store.principals.find(id)
    if (record === undefined) {
      this.#entries.delete(id)
      return undefined
    }
    const principal = {
      record,
      identity: record.policies.map((policy) => compilePolicy(policy, ownerArn(record, policy))),
      boundary: record.boundary && compilePolicy(record.boundary, ownerArn(record)),
    }
    this.#entries.set(id, { freshness, principal })
    return principal
  }

  /** Managed session policies by ARN; an ARN that is gone allows nothing, as it is left out. */
  async managedPolicies(arns: string[], store: Store): Promise<NamedPolicy[]> {
    if (arns.length === 0) return []
    const known = arns.flatMap((arn) => this.#ofAws.get(arn) ?? [])
    if (known.length === arns.length) return known
    const policies = (await store.principals.managedPolicies(arns)).map((policy) => compilePolicy(policy))
    // These are the same for as long as the process runs.
    for (const policy of policies) if (isAwsPolicyArn(policy.arn ?? '')) this.#ofAws.set(policy.arn ?? '', policy)
    return policies
  }
}
