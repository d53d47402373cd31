import { type Operator, readBoth } from './operator.ts'

// The W3C profile of ISO 8601.
const isoForm = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/
const epochForm = /^\d{1,19}$/

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Epoch milliseconds; text of digits alone is epoch seconds, but four digits are a year. */
export const parsePolicyDate = (text: string): number | undefined => {
  const [, year, month, day] = isoForm.exec(text) ?? []
  if (year === undefined) return epochForm.test(text) ? Number(text) * 1000 : undefined
  const value = Date.parse(text)
  // Date.parse takes the 30th of February for a day in March.
  const isDay = day === undefined || Number(day) <= lastDay(Number(year), Number(month))
  return isDay && !Number.isNaN(value) ? value : undefined
}

const dateOperator = (name: string, isNegated: boolean, compare: (value: number, bound: number) => boolean): Operator => ({
  name,
  isNegated,
  compile: readBoth({ value: parsePolicyDate, bound: parsePolicyDate }, compare),
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
