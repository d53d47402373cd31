import type { Context } from '../match/context.ts'
import { operators } from './index.ts'
import { foldCase } from '../match/fold-case.ts'
import { hasVariables } from '../match/template.ts'
import type { Comparison, Operator } from './operator.ts'

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

type Value = string | readonly string[] | undefined

/** Whether a value of the request matches a value of the policy; undefined when the statement does not apply. */
type Resolve = (context: Context) => Comparison | undefined

const compileValues = (operator: Operator, listed: readonly string[], knowsVariables: boolean): Resolve => {
  const { compileTemplates, isNegated } = operator
  const policyValues = [...new Set(listed)]
  if (compileTemplates === undefined || !knowsVariables || !policyValues.some(hasVariables)) {
    const constants = operator.compile(policyValues)
    return () => constants
  }
  const constants = operator.compile(policyValues.filter((value) => !hasVariables(value)))
  const resolve = compileTemplates(policyValues.filter(hasVariables))
  return (context) => {
    const { compare, isComplete } = resolve(context)
    // A variable without a value: that value cannot match; under negation, where it would always hold, nothing applies.
    if (isNegated && !isComplete) return undefined
    return (value) => constants(value) || compare(value)
  }
}

interface Question {
  value: Value
  isNegated: boolean
  isIfExists: boolean
  compare: Comparison
}

/** A key without set operator holds one value; several match nothing, negated or not. */
const singleValue = ({ value, isNegated, isIfExists, compare }: Question): boolean => {
  if (value === undefined || value.length === 0) return value === '' ? compare(value) !== isNegated : isNegated || isIfExists
  if (typeof value === 'string') return compare(value) !== isNegated
  const [only] = value
  return value.length === 1 && only !== undefined && compare(only) !== isNegated
}

/** The values of a set; empty when it is missing, as one of empty texts alone counts. */
const setOf = (value: Value): readonly string[] => {
  if (value === undefined || value === '') return []
  if (typeof value === 'string') return [value]
  return value.every((one) => one === '') ? [] : value
}

const forAllValues = ({ value, isNegated, compare }: Question): boolean => setOf(value).every((one) => compare(one) !== isNegated)

const forAnyValue = ({ value, isNegated, isIfExists, compare }: Question): boolean => {
  const values = setOf(value)
  return values.length === 0 ? isIfExists : values.some((one) => compare(one) !== isNegated)
}

const deciders = { ForAllValues: forAllValues, ForAnyValue: forAnyValue }

const nullCondition = (policyValues: string[], lowerKey: string) => (context: Context): boolean => {
  const values = context.values(lowerKey)
  const isMissing = values === undefined || values.length === 0
  return policyValues.some((value) => value.toLowerCase() === String(isMissing))
}

const compileOperator = ({ operator, set, isIfExists }: OperatorName & { operator: Operator }, lowerKey: string, resolve: Resolve) => {
  const { isNegated } = operator
  const decide = set === undefined ? singleValue : deciders[set]
  return (context: Context): boolean => {
    const compare = resolve(context)
    return compare !== undefined && decide({ value: context.find(lowerKey), isNegated, isIfExists, compare })
  }
}

/** Compiles one key of an operator block. An operator that does not exist is never met. */
export const compileCondition = (operatorText: string, key: string, use: { policyValues: string[]; hasVariables: boolean }): CompiledCondition => {
  const { policyValues } = use
  const name = readOperator(operatorText)
  const lowerKey = foldCase(key)
  const base = { operator: operatorText, key, lowerKey, policyValues }
  if (name?.isNull === true) return { ...base, isMet: nullCondition(policyValues, lowerKey) }
  const operator = name?.operator
  if (name === undefined || operator === undefined) return { ...base, isMet: () => false }
  return { ...base, isMet: compileOperator({ ...name, operator }, lowerKey, compileValues(operator, policyValues, use.hasVariables)) }
}
