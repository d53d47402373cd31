import type { Context } from '../match/context.ts'
import { operators } from './index.ts'
import type { Comparison, CompiledValue, Operator } from './operator.ts'

type SetOperator = 'ForAllValues' | 'ForAnyValue' | undefined

/** One key of one operator block. */
export interface CompiledCondition {
  /** As written, such as `ForAnyValue:StringLike`. */
  operator: string
  /** As written. */
  key: string
  lowerKey: string
  policyValues: string[]
  isMet(context: Context): boolean
}

export interface OperatorName {
  set: SetOperator
  isIfExists: boolean
  isNull: boolean
  operator: Operator | undefined
}

/** Reads an operator with its set operator and IfExists; undefined for one that does not exist. Case does not matter. */
export const readOperator = (text: string): OperatorName | undefined => {
  const lower = text.toLowerCase()
  const set: SetOperator = lower.startsWith('forallvalues:') ? 'ForAllValues' : lower.startsWith('foranyvalue:') ? 'ForAnyValue' : undefined
  const withoutSet = set === undefined ? lower : lower.slice(lower.indexOf(':') + 1)
  if (withoutSet === 'null') return { set, isIfExists: false, isNull: true, operator: undefined }
  const isIfExists = withoutSet.endsWith('ifexists')
  const operator = operators.get(isIfExists ? withoutSet.slice(0, -'ifexists'.length) : withoutSet)
  return operator && { set, isIfExists, isNull: false, operator }
}

type Values = readonly string[] | undefined

/** The comparisons of this request; undefined when a variable has no value: then the statement does not apply. */
const comparisonsFor = (compiled: readonly CompiledValue[], context: Context, isNegated: boolean): Comparison[] | undefined => {
  const comparisons: Comparison[] = []
  for (const value of compiled) {
    const comparison = value(context)
    if (comparison !== undefined) comparisons.push(comparison)
    else if (isNegated) return undefined
  }
  return comparisons
}

const matchesAny = (comparisons: readonly Comparison[], value: string): boolean => comparisons.some((compare) => compare(value))

/** A key without set operator holds one value; several match nothing, negated or not. */
const singleValue = (values: Values, name: OperatorName, comparisons: () => Comparison[] | undefined): boolean => {
  const isNegated = name.operator?.isNegated === true
  if (values === undefined) return isNegated || name.isIfExists
  if (values.length === 0) return isNegated || name.isIfExists
  const [value] = values
  if (values.length > 1 || value === undefined) return false
  const compare = comparisons()
  return compare !== undefined && matchesAny(compare, value) !== isNegated
}

const isEmptySet = (values: Values): values is undefined => values === undefined || values.every((value) => value === '')

const forAllValues = (values: Values, name: OperatorName, comparisons: () => Comparison[] | undefined): boolean => {
  if (isEmptySet(values)) return true
  const compare = comparisons()
  const isNegated = name.operator?.isNegated === true
  return compare !== undefined && (values as readonly string[]).every((value) => matchesAny(compare, value) !== isNegated)
}

const forAnyValue = (values: Values, name: OperatorName, comparisons: () => Comparison[] | undefined): boolean => {
  if (values === undefined || values.length === 0) return name.isIfExists
  const compare = comparisons()
  const isNegated = name.operator?.isNegated === true
  return compare !== undefined && values.some((value) => matchesAny(compare, value) !== isNegated)
}

const deciders = { ForAllValues: forAllValues, ForAnyValue: forAnyValue }

const nullCondition = (policyValues: string[], lowerKey: string) => (context: Context): boolean => {
  const values = context.values(lowerKey)
  const isMissing = values === undefined || values.length === 0
  return policyValues.some((value) => value.toLowerCase() === String(isMissing))
}

/** Compiles one key of an operator block. An operator that does not exist is never met. */
export const compileCondition = (operatorText: string, key: string, use: { policyValues: string[]; hasVariables: boolean }): CompiledCondition => {
  const { policyValues, hasVariables } = use
  const name = readOperator(operatorText)
  const lowerKey = key.toLowerCase()
  const base = { operator: operatorText, key, lowerKey, policyValues }
  if (name?.isNull === true) return { ...base, isMet: nullCondition(policyValues, lowerKey) }
  const operator = name?.operator
  if (name === undefined || operator === undefined) return { ...base, isMet: () => false }
  const compiled = policyValues.map((value) => operator.compile(value, hasVariables))
  const decide = name.set === undefined ? singleValue : deciders[name.set]
  return { ...base, isMet: (context) => decide(context.values(lowerKey), name, () => comparisonsFor(compiled, context, operator.isNegated)) }
}
