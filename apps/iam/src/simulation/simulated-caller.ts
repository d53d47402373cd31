import type { ContextKeys, Principal } from '@rolecall/policy'
import type { IamRequest } from '../context.ts'
import type { EntityKind } from '../entities/entities.ts'

/** A user, group or role as an ARN names it, whether or not it exists. */
export interface NamedIdentity {
  kind: Extract<EntityKind, 'user' | 'group' | 'role'>
  arn: string
  partition: string
  account: string
  name: string
}

const identityForm = /^arn:([^:]+):iam::(\d{12}):(user|group|role)\/(?:.*\/)?([^/]+)$/s

/** Undefined for everything but users, groups and roles. */
export const parseIdentity = (arn: string): NamedIdentity | undefined => {
  const match = identityForm.exec(arn)
  if (match === null) return undefined
  const [, partition = '', account = '', kind, name = ''] = match
  return { kind: kind as NamedIdentity['kind'], arn, partition, account, name }
}

/** Whom a simulation takes for the caller, and the condition keys that follow from it. */
export interface SimulatedCaller {
  principal: Principal
  keys: ContextKeys
}

/** A simulation of policies alone: nobody that a resource policy could name. */
export const someone = (account: string): SimulatedCaller => ({
  principal: { kind: 'user', account, arn: '', principalArn: '', uniqueId: '' },
  keys: {},
})

const uniqueIdOf = async ({ kind, partition, account, name }: NamedIdentity, request: IamRequest): Promise<string | undefined> => {
  if (partition !== request.partition || account !== request.account) return undefined
  return (await request.context.entities.find(kind, request, name))?.id
}

/** The caller that an ARN names; it need not exist. Keys of sessions (`aws:userid` of a role, `aws:TokenIssueTime`) are not made up. */
export const simulatedCaller = async (identity: NamedIdentity, request: IamRequest): Promise<SimulatedCaller> => {
  const { kind, arn, account, name } = identity
  const uniqueId = await uniqueIdOf(identity, request)
  const base = { account, arn, principalArn: arn, uniqueId: uniqueId ?? '' }
  const principal: Principal = kind === 'role' ? { ...base, kind: 'role-session', roleArn: arn } : { ...base, kind: 'user' }
  const userKeys: ContextKeys = kind === 'user' ? { 'aws:username': name, 'aws:userid': uniqueId } : {}
  return { principal, keys: { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': account, ...userKeys } }
}
