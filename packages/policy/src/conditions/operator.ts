import { compileText, resolveAll } from '../match/template.ts'
import type { Context } from '../match/context.ts'

/** Whether a value of the request matches. */
export type Comparison = (requestValue: string) => boolean

/** Values with variables, as they are for a request. */
export interface ResolvedComparison {
  compare: Comparison
  /** Whether every variable had a value; values that lack one match nothing. */
  isComplete: boolean
}

export type ResolveValues = (context: Context) => ResolvedComparison

/** A condition operator without its set operator and IfExists. */
export interface Operator {
  name: string
  /** `Not…` operators hold when no value of the policy matches. */
  isNegated: boolean
  /** Compiles the policy's values that need nothing of the request; a value that cannot be read matches nothing. */
  compile(policyValues: readonly string[]): Comparison
  /** Compiles values with variables; only of operators that know them. */
  compileTemplates?: (policyValues: readonly string[]) => ResolveValues
}

/** The operator and its negation, which share how values compare. */
export const withNegation = (name: string, negatedName: string, compilers: Pick<Operator, 'compile' | 'compileTemplates'>): [Operator, Operator] => [
  { name, isNegated: false, ...compilers },
  { name: negatedName, isNegated: true, ...compilers },
]

/** Operators that read both sides as the same kind of value, the request's once for all values of the policy. */
export const readBoth =
  <Value, Bound>(read: { value: (text: string) => Value | undefined; bound: (text: string) => Bound | undefined }, compare: (value: Value, bound: Bound) => boolean) =>
  (policyValues: readonly string[]): Comparison => {
    const bounds = policyValues.map(read.bound).filter((bound) => bound !== undefined)
    return (text) => {
      const value = read.value(text)
      return value !== undefined && bounds.some((bound) => compare(value, bound))
    }
  }

/** For operators that compare whole texts: the resolved ones are compiled as if the policy had them. */
export const textTemplates =
  (compile: Operator['compile']) =>
  (policyValues: readonly string[]): ResolveValues => {
    const templates = policyValues.map(compileText)
    return (context) => {
      const { items, isComplete } = resolveAll(templates, context)
      return { compare: compile(items), isComplete }
    }
  }
