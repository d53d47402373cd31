import type { Constraints, Shape } from '@rolecall/models'
import { lengthOf } from './length.ts'
import { matcherOf } from './pattern.ts'

/** One constraint: what AWS calls it, and whether a value breaks it. */
export interface Rule {
  readonly kind: 'enum' | 'pattern' | 'bound'
  readonly text: string
  isBrokenBy(value: unknown): boolean
}

export const memberMustNotBeNull = 'Member must not be null'

const enumRule = (values: readonly string[], showsEnums: boolean): Rule => {
  const allowed = new Set(values)
  return {
    kind: 'enum',
    text: showsEnums ? `Member must satisfy enum value set: [${values.join(', ')}]` : 'Member must satisfy enum value set',
    isBrokenBy: (value) => !allowed.has(value as string),
  }
}

const patternRule = (pattern: string): Rule => {
  const matches = matcherOf(pattern)
  return {
    kind: 'pattern',
    text: `Member must satisfy regular expression pattern: ${pattern}`,
    isBrokenBy: (value) => !matches(value as string),
  }
}

type Measure = (value: unknown) => number

const lengthMeasure: Measure = (value) => lengthOf(value as string | readonly unknown[])
const sizeMeasure: Measure = (value) => Object.keys(value as object).length
const numberMeasure: Measure = (value) => value as number

const bound = (text: string, isBrokenBy: Rule['isBrokenBy']): Rule => ({ kind: 'bound', text, isBrokenBy })

const boundRules = (constraints: Constraints, quantity: 'length' | 'value', measure: Measure): Rule[] => {
  const { min, max } = constraints
  const rules: Rule[] = []
  // A length cannot be below zero.
  if (min !== undefined && (quantity === 'value' || min > 0)) {
    rules.push(bound(`Member must have ${quantity} greater than or equal to ${min}`, (value) => measure(value) < min))
  }
  if (max !== undefined) {
    rules.push(bound(`Member must have ${quantity} less than or equal to ${max}`, (value) => measure(value) > max))
  }
  return rules
}

const stringRules = (constraints: Constraints, showsEnums: boolean): Rule[] => [
  ...(constraints.enum === undefined || constraints.enum.length === 0 ? [] : [enumRule(constraints.enum, showsEnums)]),
  ...(constraints.pattern === undefined ? [] : [patternRule(constraints.pattern)]),
  ...boundRules(constraints, 'length', lengthMeasure),
]

const measures: Readonly<Partial<Record<Shape['kind'], readonly ['length' | 'value', Measure]>>> = {
  integer: ['value', numberMeasure],
  long: ['value', numberMeasure],
  double: ['value', numberMeasure],
  list: ['length', lengthMeasure],
  blob: ['length', lengthMeasure],
  map: ['length', sizeMeasure],
}

/** The rules for one value itself, in the order in which their breaches are told: enumeration, pattern, minimum, maximum. */
export const rulesOf = (shape: Shape, constraints: Constraints | undefined, showsEnums: boolean): readonly Rule[] => {
  if (constraints === undefined) return []
  if (shape.kind === 'string') return stringRules(constraints, showsEnums)
  const measured = measures[shape.kind]
  return measured === undefined ? [] : boundRules(constraints, ...measured)
}
