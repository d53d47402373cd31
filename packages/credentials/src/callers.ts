import { assumedRoleArn, federatedUserArn, iamArn, rootArn } from '@rolecall/ids'
import type { NamedPolicy } from '@rolecall/policy'
import type { AccountKey, Tag } from '@rolecall/store'
import type { Caller } from './caller.ts'
import { type CompiledPrincipal, compilePolicy } from './principal-cache.ts'
import type { SessionContent } from './session.ts'

// One list for all, by which the policy engine knows again what it worked out before.
const noPolicies: NamedPolicy[] = []

/** The account's root, by long-term keys. */
export const rootCaller = (key: AccountKey, accessKeyId: string): Caller => {
  const arn = rootArn(key.partition, key.account)
  return {
    kind: 'root',
    partition: key.partition,
    account: key.account,
    arn,
    userId: key.account,
    name: undefined,
    uniqueId: key.account,
    accessKeyId,
    session: undefined,
    principal: { kind: 'root', account: key.account, arn, principalArn: arn, uniqueId: key.account },
    tags: [],
    policies: { identity: noPolicies, boundary: undefined, session: undefined },
  }
}

/** Nobody: operations that need no signature find out themselves who calls. */
export const anonymousCaller = (partition: string): Caller => ({
  kind: 'anonymous',
  partition,
  account: '',
  arn: '',
  userId: '',
  name: undefined,
  uniqueId: '',
  accessKeyId: '',
  session: undefined,
  principal: { kind: 'anonymous', account: '', arn: '', principalArn: '', uniqueId: '' },
  tags: [],
  policies: { identity: noPolicies, boundary: undefined, session: undefined },
})

/** An IAM user, by long-term keys. */
export const userCaller = (principal: CompiledPrincipal, accessKeyId: string): Caller => {
  const { record } = principal
  const arn = iamArn(record.partition, record.account, { type: 'user', path: record.path, name: record.name })
  return {
    kind: 'user',
    partition: record.partition,
    account: record.account,
    arn,
    userId: record.id,
    name: record.name,
    uniqueId: record.id,
    accessKeyId,
    session: undefined,
    principal: { kind: 'user', account: record.account, arn, principalArn: arn, uniqueId: record.id },
    tags: record.tags,
    policies: { identity: principal.identity, boundary: principal.boundary, session: undefined },
  }
}

const roleSessionCaller = (session: SessionContent, principal: CompiledPrincipal): Caller => {
  const { record } = principal
  const name = session.name ?? ''
  const arn = assumedRoleArn(record.partition, record.account, { role: record.name, name })
  const roleArn = iamArn(record.partition, record.account, { type: 'role', path: record.path, name: record.name })
  return {
    ...userCaller(principal, session.accessKeyId),
    kind: 'role-session',
    arn,
    userId: `${record.id}:${name}`,
    session,
    principal: { kind: 'role-session', account: record.account, arn, principalArn: roleArn, uniqueId: record.id, roleArn },
    tags: overlayTags(record.tags, session.tags ?? []),
  }
}

/** `creator` is whoever made the session, whose permissions are the most that it can have. */
const federatedCaller = (session: SessionContent, creator: Caller): Caller => {
  const { partition, account, uniqueId } = creator
  const name = session.name ?? ''
  const arn = federatedUserArn(partition, account, name)
  return {
    ...creator,
    kind: 'federated-user',
    arn,
    userId: `${account}:${name}`,
    name,
    session,
    principal: { kind: 'federated-user', account, arn, principalArn: arn, uniqueId, userArn: creator.arn },
    tags: overlayTags(creator.tags, session.tags ?? []),
  }
}

const identityRole = 'aws:ec2-instance'

/** An instance by its own identity, which no role of the account stands behind and no policy speaks for. */
export const instanceIdentityCaller = (session: SessionContent): Caller => {
  const { partition, account, accessKeyId, name = '' } = session
  const arn = assumedRoleArn(partition, account, { role: identityRole, name })
  const roleArn = `arn:${partition}:iam::${account}:role/${identityRole}`
  const uniqueId = `${account}:${identityRole}`
  return {
    kind: 'role-session',
    partition,
    account,
    arn,
    userId: `${uniqueId}:${name}`,
    name: identityRole,
    uniqueId,
    accessKeyId,
    session,
    principal: { kind: 'role-session', account, arn, principalArn: roleArn, uniqueId, roleArn },
    tags: [],
    policies: { identity: noPolicies, boundary: undefined, session: undefined },
  }
}

const whatRootMay: NamedPolicy[] = [
  compilePolicy({ name: 'what root may', document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' }),
]

/** Root as the creator of federated users: nothing limits it, which for others a policy has to say. */
const limitlessRoot = (session: SessionContent): Caller => {
  const root = rootCaller({ partition: session.partition, account: session.account }, session.accessKeyId)
  return { ...root, policies: { ...root.policies, identity: whatRootMay } }
}

const withSessionPolicies = (caller: Caller, session: SessionContent, managed: NamedPolicy[]): Caller => {
  const isLimited = session.policy !== undefined || session.policyArns !== undefined
  if (!isLimited) return caller
  const inline = session.policy === undefined ? [] : [compilePolicy({ name: 'session policy', document: session.policy })]
  const attached = [...inline, ...managed].map((policy) => ({ ...policy, attachedTo: caller.arn }))
  return { ...caller, policies: { ...caller.policies, session: attached } }
}

/** What the policies of root tasks do is deny all but the task: whatever else root may, they leave alone. */
const assumedRootCaller = (session: SessionContent, task: NamedPolicy[]): Caller => {
  const root = rootCaller({ partition: session.partition, account: session.account }, session.accessKeyId)
  return { ...root, session, policies: { ...root.policies, session: [...whatRootMay, ...task] } }
}

/** Whoever holds temporary credentials; `principal` is undefined for sessions that root made. */
export const sessionCaller = (
  session: SessionContent,
  principal: CompiledPrincipal | undefined,
  managed: NamedPolicy[],
): Caller => {
  if (session.kind === 'federated-user') {
    const creator = principal === undefined ? limitlessRoot(session) : userCaller(principal, session.accessKeyId)
    return withSessionPolicies(federatedCaller(session, creator), session, managed)
  }
  if (session.kind === 'assumed-root') return assumedRootCaller(session, managed)
  if (principal === undefined) {
    return { ...rootCaller({ partition: session.partition, account: session.account }, session.accessKeyId), session }
  }
  if (session.kind === 'role') return withSessionPolicies(roleSessionCaller(session, principal), session, managed)
  return { ...userCaller(principal, session.accessKeyId), session }
}

/** Session tags win over the principal's own; tag keys ignore case. */
const overlayTags = (own: Tag[], session: Tag[]): Tag[] => {
  const sessionKeys = new Set(session.map((tag) => tag.Key.toLowerCase()))
  return [...own.filter((tag) => !sessionKeys.has(tag.Key.toLowerCase())), ...session]
}
