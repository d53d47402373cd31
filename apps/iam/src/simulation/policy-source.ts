import { Organizations, PrincipalCache } from '@rolecall/credentials'
import { iamArn } from '@rolecall/ids'
import type { AccessCheck } from '@rolecall/pipeline'
import { parsePolicy, type PolicySet, PolicySyntaxError, type SourcePolicy } from '@rolecall/policy'
import type { AttachedPolicy } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { cannotEvaluate, foreignPolicySource, invalidEntityArn } from './errors.ts'
import { type NamedIdentity, parseIdentity } from './simulated-caller.ts'

/** A policy that an entity has. */
export interface OwnedPolicy extends SourcePolicy {
  /** As the entity or the account calls it. */
  policyName: string
  owner: { kind: NamedIdentity['kind']; name: string }
}

/** A user, group or role with everything that its policies say now. */
export interface PolicySource {
  /** With the entity's own ARN. */
  identity: NamedIdentity
  policies: OwnedPolicy[]
  boundary: OwnedPolicy | undefined
  serviceControl: PolicySet['serviceControl']
}

const isOwn = (identity: NamedIdentity, request: IamRequest): boolean =>
  identity.account === request.account && identity.partition === request.partition

/** The check of operations that tell what an entity's policies say; denials spell the ARN. */
export const onPolicySource = async (arn: string, request: IamRequest): Promise<AccessCheck> => {
  const identity = parseIdentity(arn)
  if (identity === undefined || !isOwn(identity, request)) return { resource: arn }
  const { resource, conditionKeys } = await onEntity({ kind: identity.kind, name: identity.name }, request)
  return { resource, conditionKeys: conditionKeys ?? {} }
}

type Owner = OwnedPolicy['owner']

const compiled = (policy: AttachedPolicy): SourcePolicy['policy'] => {
  try {
    return parsePolicy(policy.document)
  } catch (error) {
    if (error instanceof PolicySyntaxError) throw cannotEvaluate(policy.name)
    throw error
  }
}

const ownedPolicy = (policy: AttachedPolicy, entity: Owner): OwnedPolicy => {
  const owner: Owner = policy.group === undefined ? entity : { kind: 'group', name: policy.group }
  const policyName = policy.arn?.split('/').at(-1) ?? policy.name
  const base = { document: policy.document, policy: compiled(policy), policyName, owner }
  if (policy.arn !== undefined) return { ...base, name: policyName, type: 'managed', arn: policy.arn }
  return { ...base, name: `${owner.kind}_${owner.name}_${policyName}`, type: 'inline' }
}

// A managed policy that several groups bring counts once, and answers do not depend on the order of rows.
const inOrder = (policies: OwnedPolicy[]): OwnedPolicy[] =>
  [...new Map(policies.map((policy) => [policy.arn ?? policy.name, policy])).values()].toSorted((one, other) => (one.name < other.name ? -1 : 1))

type Policies = Pick<PolicySource, 'policies' | 'boundary'>

/** Those of the organization that the account is in bind everybody in it. */
const serviceControlOf = async (request: IamRequest): Promise<PolicySet['serviceControl']> => {
  const { store } = request.context
  return (await new Organizations().find(request, { store, freshness: await store.freshness.read(request) }))?.serviceControl
}

const policiesOfGroup = async (id: string, owner: Owner, request: IamRequest): Promise<Policies> => {
  const { inlinePolicies, attachments, principals } = request.context.store
  const attached = await attachments.ofEntity(id)
  const managed = await principals.managedPolicies(attached.map(({ arn }) => arn))
  const policies = [...(await inlinePolicies.ofEntity(id)), ...managed].map((policy) => ownedPolicy(policy, owner))
  return { policies: inOrder(policies), boundary: undefined }
}

/** Read as for a caller, so that whatever binds one in enforcement is here too. */
const policiesOfPrincipal = async (id: string, owner: Owner, request: IamRequest): Promise<Policies> => {
  const { store } = request.context
  const principal = await new PrincipalCache().find(id, { store, freshness: await store.freshness.read(request) })
  if (principal === undefined) throw new Error(`The ${owner.kind} ${owner.name} is gone.`)
  const { policies, boundary } = principal.record
  return {
    policies: inOrder(policies.map((policy) => ownedPolicy(policy, owner))),
    boundary: boundary && ownedPolicy(boundary, owner),
  }
}

/** Refuses with InvalidInput and NoSuchEntity. */
export const readPolicySource = async (arn: string, request: IamRequest): Promise<PolicySource> => {
  const named = parseIdentity(arn)
  if (named === undefined) throw invalidEntityArn(arn)
  if (!isOwn(named, request)) throw foreignPolicySource(request.account, named.account)
  const { kind } = named
  const { id, path, name } = await request.context.entities.get(kind, request, named.name)
  const identity = { ...named, name, arn: iamArn(named.partition, named.account, { type: kind, path, name }) }
  const read = kind === 'group' ? policiesOfGroup : policiesOfPrincipal
  return { identity, ...(await read(id, { kind, name }, request)), serviceControl: await serviceControlOf(request) }
}
