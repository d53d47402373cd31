import { ArnLike } from './ArnLike.ts'
import { BinaryEquals } from './BinaryEquals.ts'
import { Bool } from './Bool.ts'
import { DateCompare } from './DateCompare.ts'
import { IpAddress } from './IpAddress.ts'
import { Numeric } from './Numeric.ts'
import type { Operator } from './operator.ts'
import { StringEquals } from './StringEquals.ts'
import { StringEqualsIgnoreCase } from './StringEqualsIgnoreCase.ts'
import { StringLike } from './StringLike.ts'

const all: Operator[] = [
  ...StringEquals,
  ...StringEqualsIgnoreCase,
  ...StringLike,
  ...ArnLike,
  ...Numeric,
  ...DateCompare,
  Bool,
  BinaryEquals,
  ...IpAddress,
]

/** Every operator by lower-case name; `Null` stands apart, as it compares no values. */
export const operators: ReadonlyMap<string, Operator> = new Map(all.map((operator) => [operator.name.toLowerCase(), operator]))
