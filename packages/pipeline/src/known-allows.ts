import type { Caller, CompiledOrganization } from '@rolecall/credentials'
import { isSamePolicy } from '@rolecall/policy'
import type { AskedKey, CheckKeys } from './check-keys.ts'
import type { AccessCheck } from './operation.ts'
import type { Allowed } from './ruling.ts'

/** One check with all that its ruling depends on. */
export interface Asking {
  caller: Caller
  action: string
  check: AccessCheck
  organization: CompiledOrganization | undefined
  keys: CheckKeys
}

/** What a ruling depends on besides condition keys and the resource, by which it is looked up. */
type ResourceSide = Pick<AccessCheck, 'resourceAccount' | 'resourcePolicy' | 'resourcePolicyKind'>

interface Known extends ResourceSide, Pick<Asking, 'organization'> {
  allowed: Allowed
  /** What the policies asked for to decide it. */
  askedKeys: readonly AskedKey[]
}

// Looking them all up again is no quicker than asking the policies.
const maximumAskedKeys = 16

// What is longer, which a client may make of megabytes, is rare.
const maximumLength = 1024

// Each takes about a kilobyte, and a few where names and values are as long as may be.
const maximumKnown = 20_000

const lengthOf = ([name, value]: AskedKey): number => name.length + (typeof value === 'string' ? value.length : (value ?? []).join().length)

const isWorthKeeping = ({ resource }: AccessCheck, asked: readonly AskedKey[]): boolean =>
  asked.length <= maximumAskedKeys && asked.reduce((length, key) => length + lengthOf(key), resource.length) <= maximumLength

const isAlike = (one: Known, { check, organization, keys }: Asking): boolean =>
  one.organization === organization &&
  one.resourceAccount === check.resourceAccount &&
  one.resourcePolicyKind === check.resourcePolicyKind &&
  isSamePolicy(one.resourcePolicy, check.resourcePolicy) &&
  keys.areSame(one.askedKeys)

const resourceSideOf = ({ resourceAccount, resourcePolicy, resourcePolicyKind }: AccessCheck): ResourceSide => ({
  ...(resourceAccount === undefined ? {} : { resourceAccount }),
  ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  ...(resourcePolicyKind === undefined ? {} : { resourcePolicyKind }),
})

const keyOf = ({ action, check }: Asking): string => `${action} ${check.resource}`

/**
 * What was allowed, which is so again for the same caller as long as policies would be told the same. A caller whose permissions
 * have changed is found anew and is another object; so is a policy.
 */
export class KnownAllows {
  #byCaller = new WeakMap<Caller, Map<string, Known>>()
  #size = 0

  find(asking: Asking): Allowed | undefined {
    // Judged is somebody else, of whom only this request knows.
    if (asking.check.principal !== undefined) return undefined
    const known = this.#byCaller.get(asking.caller)?.get(keyOf(asking))
    return known !== undefined && isAlike(known, asking) ? known.allowed : undefined
  }

  add(asking: Asking, allowed: Allowed): void {
    const { caller, check, organization } = asking
    const askedKeys = asking.keys.asked
    if (check.principal !== undefined || !isWorthKeeping(check, askedKeys)) return
    if (this.#size >= maximumKnown) this.#forget()
    const ofCaller = this.#byCaller.get(caller) ?? new Map<string, Known>()
    const sizeBefore = ofCaller.size
    this.#byCaller.set(caller, ofCaller.set(keyOf(asking), { ...resourceSideOf(check), organization, allowed, askedKeys }))
    this.#size += ofCaller.size - sizeBefore
  }

  /** Callers that are gone took theirs with them, so this counts too many: it is only there to keep memory bounded. */
  #forget(): void {
    this.#byCaller = new WeakMap()
    this.#size = 0
  }
}
