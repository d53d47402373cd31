import { type Operator, readBoth } from './operator.ts'

const numberForm = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

/** Strict: `12abc` is no number. */
export const parseNumber = (text: string): number | undefined => (numberForm.test(text) ? Number(text) : undefined)

const numeric = (name: string, isNegated: boolean, compare: (value: number, bound: number) => boolean): Operator => ({
  name,
  isNegated,
  compile: readBoth({ value: parseNumber, bound: parseNumber }, compare),
})

const isEqual = (value: number, bound: number): boolean => value === bound

/** Decimal numbers. */
export const Numeric: Operator[] = [
  numeric('NumericEquals', false, isEqual),
  numeric('NumericNotEquals', true, isEqual),
  numeric('NumericLessThan', false, (value, bound) => value < bound),
  numeric('NumericLessThanEquals', false, (value, bound) => value <= bound),
  numeric('NumericGreaterThan', false, (value, bound) => value > bound),
  numeric('NumericGreaterThanEquals', false, (value, bound) => value >= bound),
]
