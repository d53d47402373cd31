import { constant, never, type Operator } from './operator.ts'

// The W3C profile of ISO 8601.
const isoForm = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/
const epochForm = /^\d{1,19}$/

/** Epoch milliseconds; text of digits alone is epoch seconds, but four digits are a year. */
export const parsePolicyDate = (text: string): number | undefined => {
  if (isoForm.test(text)) {
    const value = Date.parse(text)
    return Number.isNaN(value) ? undefined : value
  }
  return epochForm.test(text) ? Number(text) * 1000 : undefined
}

const dateOperator = (name: string, isNegated: boolean, compare: (value: number, bound: number) => boolean): Operator => ({
  name,
  isNegated,
  compile(policyValue) {
    const bound = parsePolicyDate(policyValue)
    if (bound === undefined) return never
    return constant((text) => {
      const value = parsePolicyDate(text)
      return value !== undefined && compare(value, bound)
    })
  },
})

const isEqual = (value: number, bound: number): boolean => value === bound

/** Instants; ISO dates and epoch seconds compare with each other. */
export const DateCompare: Operator[] = [
  dateOperator('DateEquals', false, isEqual),
  dateOperator('DateNotEquals', true, isEqual),
  dateOperator('DateLessThan', false, (value, bound) => value < bound),
  dateOperator('DateLessThanEquals', false, (value, bound) => value <= bound),
  dateOperator('DateGreaterThan', false, (value, bound) => value > bound),
  dateOperator('DateGreaterThanEquals', false, (value, bound) => value >= bound),
]
