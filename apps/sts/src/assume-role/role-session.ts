import { assumedRoleArn } from '@rolecall/ids'
import type { Federation, Sealer } from '@rolecall/credentials'
import type { RoleRecord, Store } from '@rolecall/store'
import { type IssuedCredentials, issueCredentials, type TokenSizeInput } from '../issue-credentials.ts'
import { checkSessionPolicy, packedPolicySize, type PolicyInput, sessionPolicyArns } from './session-policies.ts'
import type { SessionTags } from './session-tags.ts'

/** A session of a role, whichever operation makes it. */
export interface NewRoleSession {
  role: RoleRecord
  name: string
  lifetimeSeconds: number
  /** The session policies of the request, and how large its token has to be. */
  input: PolicyInput & TokenSizeInput
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
export interface RoleSessionAnswer extends IssuedCredentials {
  AssumedRoleUser: { AssumedRoleId: string; Arn: string }
  SourceIdentity?: string
  PackedPolicySize?: number
}

/** Checks the session policies and seals the session. Refuses malformed, unknown and too large policies. */
export const issueRoleSession = async (session: NewRoleSession, { sealer, store, now }: Issuer): Promise<RoleSessionAnswer> => {
  const { role, name, input, tags, sourceIdentity, federation, hasShownMfa = false } = session
  checkSessionPolicy(input.Policy)
  const policyArns = await sessionPolicyArns(input, role, store)
  const packedSize = packedPolicySize(input, tags)
  const issuedAt = Math.floor(now.getTime() / 1000)
  const content = {
    kind: 'role' as const,
    partition: role.partition,
    account: role.account,
    principalId: role.id,
    name,
    issuedAt,
    expiresAt: issuedAt + session.lifetimeSeconds,
    ...(input.Policy === undefined ? {} : { policy: input.Policy }),
    ...(policyArns === undefined ? {} : { policyArns }),
    ...(tags.all.length === 0 ? {} : { tags: tags.all, transitiveTagKeys: tags.transitiveKeys }),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    ...(federation === undefined ? {} : { federation }),
    ...(hasShownMfa ? { mfaAt: issuedAt } : {}),
  }
  const issued = await issueCredentials(content, input, sealer)
  return {
    AssumedRoleUser: { AssumedRoleId: `${role.id}:${name}`, Arn: assumedRoleArn(role.partition, role.account, { role: role.name, name }) },
    ...issued,
    ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    ...(packedSize === undefined ? {} : { PackedPolicySize: packedSize }),
  }
}
