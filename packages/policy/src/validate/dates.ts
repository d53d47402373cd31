import { parsePolicyDate } from '../conditions/DateCompare.ts'
import { isObject } from '../parse/json.ts'

const isDate = (value: unknown): boolean => parsePolicyDate(String(value)) !== undefined

/** Whether every value of an operator block is a date, where the operator compares dates. */
export const haveDates = (operator: string, keys: unknown): boolean =>
  !/(^|:)date/i.test(operator) || !isObject(keys) || Object.values(keys).flat().every(isDate)
