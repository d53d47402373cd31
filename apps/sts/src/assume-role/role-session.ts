import { assumedRoleArn } from '@rolecall/ids'
import type { Federation, Sealer } from '@rolecall/credentials'
import type { RoleRecord, Store } from '@rolecall/store'
import { shownCredentials } from '../shown-credentials.ts'
import { checkSessionPolicy, packedPolicySize, type PolicyInput, sessionPolicyArns } from './session-policies.ts'
import type { SessionTags } from './session-tags.ts'

/** A session of a role, whichever operation makes it. */
export interface NewRoleSession {
  role: RoleRecord
  name: string
  lifetimeSeconds: number
  /** The session policies of the request. */
  policies: PolicyInput
  tags: SessionTags
  sourceIdentity: string | undefined
  federation?: Federation
  /** The caller showed its MFA device with the request. */
  hasShownMfa?: boolean
}

interface Issuer {
  sealer: Sealer
  store: Store
  now: Date
}

/** What the operations that assume a role answer alike. */
export interface RoleSessionAnswer {
  AssumedRoleUser: { AssumedRoleId: string; Arn: string }
  Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string; Expiration: Date }
  SourceIdentity?: string
  PackedPolicySize?: number
}

/** Checks the session policies and seals the session. Refuses malformed, unknown and too large policies. */
export const issueRoleSession = async (session: NewRoleSession, { sealer, store, now }: Issuer): Promise<RoleSessionAnswer> => {
  const { role, name, policies, tags, sourceIdentity, federation, hasShownMfa = false } = session
  checkSessionPolicy(policies.Policy)
  const policyArns = await sessionPolicyArns(policies, role, store)
  const packedSize = packedPolicySize(policies, tags)
  const issuedAt = Math.floor(now.getTime() / 1000)
  const keys = await sealer.sealSession({
    kind: 'role',
    partition: role.partition,
    account: role.account,
    principalId: role.id,
    name,
    issuedAt,
    expiresAt: issuedAt + session.lifetimeSeconds,
    ...(policies.Policy === undefined ? {} : { policy: policies.Policy }),
    ...(policyArns === undefined ? {} : { policyArns }),
    ...(tags.all.length === 0 ? {} : { tags: tags.all, transitiveTagKeys: tags.transitiveKeys }),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    ...(federation === undefined ? {} : { federation }),
    ...(hasShownMfa ? { mfaAt: issuedAt } : {}),
  })
  return {
    AssumedRoleUser: { AssumedRoleId: `${role.id}:${name}`, Arn: assumedRoleArn(role.partition, role.account, { role: role.name, name }) },
    Credentials: shownCredentials(keys),
    ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    ...(packedSize === undefined ? {} : { PackedPolicySize: packedSize }),
  }
}
