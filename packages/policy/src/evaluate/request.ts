import type { ContextSource } from '../match/context.ts'
import type { NamedPolicy } from '../policy.ts'

/** Who asks. */
export interface Principal {
  kind: 'root' | 'user' | 'role-session' | 'federated-user' | 'service' | 'federated' | 'anonymous'
  account: string
  /** As messages show it. */
  arn: string
  /** `aws:PrincipalArn`: the role's ARN for its sessions. */
  principalArn: string
  /** `AIDA…`, `AROA…` or the account number; of the user behind a federated session. */
  uniqueId: string
  /** Of a role session. */
  roleArn?: string
  /** Of the user behind a federated session. */
  userArn?: string
  /** Of a service principal, such as `ec2.amazonaws.com`. */
  serviceName?: string
  /** Of callers of AssumeRoleWithSAML and AssumeRoleWithWebIdentity. */
  federatedProvider?: string
}

/** Every policy that may speak about a request. Lists of one kind act as one list of statements; they are not changed after use. */
export interface PolicySet {
  identity: readonly NamedPolicy[]
  boundary?: NamedPolicy
  /** Present when the session was made with policies; an empty list allows nothing. */
  session?: readonly NamedPolicy[]
  /** One list for each level from the root to the account; each level must allow. */
  serviceControl?: readonly (readonly NamedPolicy[])[]
  resourceControl?: readonly NamedPolicy[]
  resource?: NamedPolicy
  /** A trust policy that matches nobody denies even what identity policies allow. */
  resourceKind?: 'trust' | 'resource'
}

/** One question to the engine. */
export interface AuthorizationRequest {
  principal: Principal
  /** `service:Operation` in AWS's spelling. */
  action: string
  /** An ARN, or `*` for actions without resource-level permission. */
  resource: string
  /** The resource as the service spells it in denials; the ARN unless given, nothing when null. */
  shownResource?: string | null
  resourceAccount: string
  /** Later layers win. */
  context: ContextSource
  policies: PolicySet
}
