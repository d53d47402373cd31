import { bytes } from './BinaryEquals.ts'
import { parsePolicyDate } from './DateCompare.ts'
import { parseRange } from './IpAddress.ts'
import { parseNumber } from './Numeric.ts'

const readers = { binary: bytes, date: parsePolicyDate, ip: parseRange, numeric: parseNumber }

/** The types of condition values that not every text can be read as. */
export type StrictType = keyof typeof readers

/** Whether the condition operators of a type can read a value; any other matches nothing. */
export const isReadable = (type: StrictType, value: string): boolean => readers[type](value) !== undefined
