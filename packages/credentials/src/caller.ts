import type { NamedPolicy, PolicySet, Principal } from '@rolecall/policy'
import type { Tag } from '@rolecall/store'
import type { CompiledOrganization } from './organizations.ts'
import type { SessionContent } from './session.ts'

/** Who signed a request, or nobody, with the policies that speak for it. */
export interface Caller {
  kind: 'root' | 'user' | 'role-session' | 'federated-user' | 'anonymous'
  partition: string
  account: string
  /** As denials and GetCallerIdentity show it. */
  arn: string
  /** UserId of GetCallerIdentity, `aws:userid`. */
  userId: string
  /** User or role name; undefined for root. */
  name: string | undefined
  /** `AIDA…`, `AROA…` or the account number. */
  uniqueId: string
  accessKeyId: string
  /** Present with temporary credentials. */
  session: SessionContent | undefined
  principal: Principal
  /** User or role tags overlaid by session tags. */
  tags: Tag[]
  policies: CallerPolicies
  /** The organization that its account is in. */
  organization?: Pick<CompiledOrganization, 'id' | 'paths'>
}

export interface CallerPolicies {
  identity: NamedPolicy[]
  boundary: NamedPolicy | undefined
  session: NamedPolicy[] | undefined
  /** Of the organization that the caller's account is in, a list for each level. */
  serviceControl?: NamedPolicy[][]
}

/** The caller's own policies as the engine takes them; what a resource says comes from each check. */
export const policySetOf = ({ identity, boundary, session, serviceControl }: CallerPolicies): PolicySet => ({
  identity,
  ...(boundary === undefined ? {} : { boundary }),
  ...(session === undefined ? {} : { session }),
  ...(serviceControl === undefined ? {} : { serviceControl }),
})

/** Authentication failed; `kind` decides the code, which each service family words in its own way. */
export class CallerRefusal extends Error {
  readonly kind: 'invalid-token' | 'expired-token'

  constructor(kind: 'invalid-token' | 'expired-token', reason: string) {
    super(reason)
    this.name = 'CallerRefusal'
    this.kind = kind
  }
}
