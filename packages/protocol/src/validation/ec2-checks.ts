import { AwsError, type Constraints, type ListShape, type MapShape, type Member, type Shape } from '@rolecall/models'
import { type Check, CheckCompiler } from './check-compiler.ts'
import { lengthOf } from './length.ts'
import { lowerCamelPath } from './path.ts'
import { matcherOf } from './pattern.ts'

const missingParameter = (name: string): AwsError =>
  new AwsError({ code: 'MissingParameter', status: 400, message: `The request must contain the parameter ${name}` })

const invalidParameterValue = (message: string): AwsError => new AwsError({ code: 'InvalidParameterValue', status: 400, message })

const invalidValue = (value: unknown, path: string, reason: string): AwsError =>
  invalidParameterValue(`Value (${String(value)}) for parameter ${lowerCamelPath(path)} is invalid. ${reason}`)

// Numbers stand between spaces, texts do not.
const outOfRange = (value: unknown, path: string, reason: string): AwsError =>
  invalidParameterValue(`Value ( ${String(value)} ) for parameter ${lowerCamelPath(path)} is invalid. ${reason}`)

const checkNumber = ({ min, max }: Constraints): Check => (value, path) => {
  const number = value as number
  // The text says `greater than` although the border itself is allowed.
  if (min !== undefined && number < min) throw outOfRange(value, path, `Expecting a value greater than ${min}.`)
  if (max !== undefined && number > max) throw outOfRange(value, path, `Expecting a value smaller than or equal to ${max}.`)
}

const checkLength = ({ min, max }: Constraints): Check => (value, path) => {
  const length = lengthOf(value as string)
  if (length === 0 && min !== undefined && min > 0) throw invalidValue('', path, 'The value cannot be empty')
  if (min !== undefined && length < min) throw invalidValue(value, path, `It must have at least ${min} characters.`)
  if (max !== undefined && length > max) throw invalidValue(value, path, `It must have at most ${max} characters.`)
}

const checkCount = ({ min, max }: Constraints): Check => (value, path) => {
  const { length } = value as readonly unknown[]
  if (min !== undefined && length < min) throw outOfRange(length, path, `Expecting at least ${min} elements.`)
  if (max !== undefined && length > max) throw outOfRange(length, path, `Expecting at most ${max} elements.`)
}

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

const checkEnum = (values: readonly string[]): Check => {
  const allowed = new Set(values)
  return (value, path) => {
    if (!allowed.has(value as string)) throw invalidParameterValue(`Invalid value '${String(value)}' for ${lastSegment(path)}.`)
  }
}

const checkPattern = (pattern: string): Check => {
  const matches = matcherOf(pattern)
  return (value, path) => {
    if (!matches(value as string)) throw invalidValue(value, path, `It must match the pattern ${pattern}`)
  }
}

const checkString = (constraints: Constraints): Check => {
  const { pattern } = constraints
  if (constraints.enum !== undefined && constraints.enum.length > 0) return checkEnum(constraints.enum)
  const length = checkLength(constraints)
  if (pattern === undefined) return length
  const characters = checkPattern(pattern)
  return (value, path, clauses) => {
    length(value, path, clauses)
    characters(value, path, clauses)
  }
}

const checkNotEmpty: Check = (value, path) => {
  if (value === '') throw invalidValue('', path, 'The value cannot be empty')
}

const checkMakers: Readonly<Partial<Record<Shape['kind'], (constraints: Constraints) => Check>>> = {
  string: checkString,
  integer: checkNumber,
  long: checkNumber,
  double: checkNumber,
  list: checkCount,
}

const checkOf = (shape: Shape, constraints: Constraints | undefined): Check | undefined =>
  constraints === undefined ? undefined : checkMakers[shape.kind]?.(constraints)

/** Throws at the first fault. */
export class Ec2Checks extends CheckCompiler {
  protected missing(member: Member): Check {
    const { missingName } = member
    return (_, path) => {
      throw missingParameter(missingName ?? path)
    }
  }

  protected own(member: Member): Check | undefined {
    return checkOf(member.shape, ownConstraints(member)) ?? (member.isRequired && member.shape.kind === 'string' ? checkNotEmpty : undefined)
  }

  protected elements(shape: ListShape | MapShape, constraints: Constraints): Check | undefined {
    const check = shape.kind === 'list' ? checkOf(shape.element, elementConstraints(constraints)) : undefined
    if (check === undefined) return undefined
    return (value, path, clauses) => {
      for (const element of value as readonly unknown[]) check(element, path, clauses)
    }
  }

  protected segment(member: Member): string {
    return member.queryName
  }

  protected elementPath(path: string, position: number | string): string {
    return `${path}.${position}`
  }
}

// The enumeration of a list's elements stands with the member itself.
const elementConstraints = (constraints: Constraints): Constraints | undefined =>
  constraints.enum === undefined ? constraints.member : { ...constraints.member, enum: constraints.enum }

const ownConstraints = ({ constraints }: Member): Constraints | undefined => {
  if (constraints === undefined) return undefined
  const { min, max, pattern } = constraints
  const hasOwn = min !== undefined || max !== undefined || pattern !== undefined || constraints.enum !== undefined
  return hasOwn ? constraints : undefined
}
