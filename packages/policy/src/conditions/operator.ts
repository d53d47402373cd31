import type { Context } from '../match/context.ts'

/** Compares one value of the request; undefined when the policy's value cannot be resolved for this request. */
export type Comparison = (requestValue: string) => boolean

/** A policy's value, compiled; it may need the request's keys. */
export type CompiledValue = (context: Context) => Comparison | undefined

/** A condition operator without its set operator and IfExists. */
export interface Operator {
  name: string
  /** `Not…` operators hold when no value of the policy matches. */
  isNegated: boolean
  /** Compiles one value of the policy. `hasVariables` says whether the document's version knows `${…}`. */
  compile(policyValue: string, hasVariables: boolean): CompiledValue
}

/** A value that needs nothing of the request. */
export const constant = (comparison: Comparison): CompiledValue => () => comparison

export const never: CompiledValue = constant(() => false)

/** The operator and its negation, which share how values compare. */
export const withNegation = (name: string, negatedName: string, compile: Operator['compile']): [Operator, Operator] => [
  { name, isNegated: false, compile },
  { name: negatedName, isNegated: true, compile },
]
