import { parseLooseDate } from './loose-date.ts'
import { type Operator, readBoth } from './operator.ts'

// The W3C profile of ISO 8601. Groups capture nothing: dates are read on most requests.
const isoForm = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T(?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/
const epochForm = /^\d+$/

const lastDay = (year: string, month: string): string => String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate())

// Date.parse takes the 30th of February for a day in March.
const hasDay = (text: string): boolean => {
  const day = text.slice(8, 10)
  return day <= '28' || day <= lastDay(text.slice(0, 4), text.slice(5, 7))
}

const largestEpoch = 2n ** 63n - 1n

const parseEpoch = (text: string): number | undefined => (text.length < 19 || BigInt(text) <= largestEpoch ? Number(text) * 1000 : undefined)

const readDate = (text: string): number | undefined => {
  if (epochForm.test(text) && text.length !== 4) return parseEpoch(text)
  if (!isoForm.test(text)) return parseLooseDate(text)
  const value = Date.parse(text)
  return !Number.isNaN(value) && hasDay(text) ? value : undefined
}

const maximumKnownDates = 500
const knownDates = new Map<string, number>()

/**
 * Epoch milliseconds; text of digits alone is epoch seconds, but four digits are a year. The same dates come again and again: the
 * moment that a session began comes with each of its requests.
 */
export const parsePolicyDate = (text: string): number | undefined => {
  const known = knownDates.get(text)
  if (known !== undefined) return known
  const date = readDate(text)
  if (date === undefined) return undefined
  if (knownDates.size >= maximumKnownDates) knownDates.clear()
  knownDates.set(text, date)
  return date
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
