import type { CompiledCondition } from './conditions/compile-condition.ts'
import type { Context } from './match/context.ts'
import type { PrincipalEntry } from './parse/principal-entry.ts'

export type Effect = 'Allow' | 'Deny'

/** One statement, compiled. */
export interface Statement {
  /** From 0. */
  index: number
  sid: string | undefined
  effect: Effect
  /** As written, for explanations. */
  actionTexts: readonly string[]
  isNotAction: boolean
  matchesAction(lowerAction: string): boolean
  /** False also when a variable in it has no value, for NotResource too. */
  matchesResource(resource: string, context: Context): boolean
  /** As written, for explanations. */
  resourceTexts: readonly string[]
  isNotResource: boolean
  conditions: readonly CompiledCondition[]
  principals: { isNot: boolean; entries: readonly PrincipalEntry[] } | undefined
}

/** A policy document, compiled once. */
export interface Policy {
  version: '2008-10-17' | '2012-10-17'
  statements: readonly Statement[]
  /** The statements that speak about an action; found once per action and kept. */
  statementsFor(lowerAction: string): readonly Statement[]
}

export type PolicyType = 'inline' | 'managed' | 'trust' | 'session' | 'organization'

/** A policy with the name that explanations use. */
export interface NamedPolicy {
  name: string
  type: PolicyType
  arn?: string
  /** ARN of the user, group, role, session or resource that it belongs to. */
  attachedTo?: string
  policy: Policy
}

/** Whether two are one policy of one owner: resource policies may come with each request anew, but are compiled once. */
export const isSamePolicy = (one: NamedPolicy | undefined, other: NamedPolicy | undefined): boolean =>
  one === other || (one?.policy === other?.policy && one?.name === other?.name && one?.attachedTo === other?.attachedTo)

/** The document is no policy. */
export class PolicySyntaxError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PolicySyntaxError'
  }
}
