/** What a session token says, in the clear form that is sealed into it. Times are epoch seconds. */
export interface SessionContent {
  accessKeyId: string
  kind: 'role' | 'user' | 'root' | 'assumed-root' | 'federated-user' | 'instance-identity'
  partition: string
  account: string
  /** Unique id of the role or user behind the session (`AROA…`, `AIDA…`); the account number for root, its own or assumed, and instances' own identities. */
  principalId: string
  /** Role session name, federated user name or, for its own identity, the instance's id. */
  name?: string
  issuedAt: number
  expiresAt: number
  /** Inline session policy. */
  policy?: string
  /** ARNs of managed session policies, resolved when used. */
  policyArns?: string[]
  tags?: { Key: string; Value: string }[]
  transitiveTagKeys?: string[]
  sourceIdentity?: string
  /** When MFA was shown; absent without MFA. */
  mfaAt?: number
  /** Present in sessions of AssumeRoleWithWebIdentity and the like. */
  federation?: Federation
  /** Means nothing: it makes the token as long as it was asked to be. */
  padding?: string
  /** Present in credentials that the metadata service handed out. */
  instance?: InstanceDelivery
}

/** Through whom a session's caller came in. */
export interface Federation {
  /** ARN of the identity provider, or the name of one that AWS knows by itself. */
  provider: string
  /** The condition keys that stay with the session, such as `issuer.example:sub`. */
  keys: Record<string, string | string[]>
}

export interface InstanceDelivery {
  instanceArn: string
  /** `1.0` or `2.0`: the metadata protocol that the reader used. */
  roleDelivery: string
  vpcId?: string
  privateIp?: string
}

/** Temporary credentials as clients get them. */
export interface TemporaryCredentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  expiresAt: Date
}
