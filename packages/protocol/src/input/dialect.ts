import { AwsError, type ScalarKind } from '@rolecall/models'
import { malformedInput } from '../request/errors.ts'
import type { Malformed } from './scalars.ts'
import { lowerCamelPath } from '../validation/path.ts'

/** How one protocol spells the names of parameters and refuses what it cannot read. */
export interface Dialect {
  /** Whether lists are `Name.1` and not `Name.member.1`. */
  readonly isFlat: boolean
  /** The spelling under which a segment of a name is looked up. */
  readonly segmentKey: (segment: string) => string
  /** Parameters that belong to no member. */
  refuseUnknown(name: string): void
  malformed(malformed: Malformed, found: { name: string; value: string; kind: Kind }): AwsError
}

type Kind = ScalarKind | 'list'

const numbers: ReadonlySet<Kind> = new Set(['integer', 'long', 'double'])

const missingNumber = (): AwsError => new AwsError({ code: 'MalformedInput', status: 400, message: 'missing value for decimal type' })

/** Deeper than any shape: such names only serve to cost time. */
const maximumSegments = 64

const isTooDeep = (name: string): boolean => {
  let segments = 1
  for (let dot = name.indexOf('.'); dot >= 0 && segments <= maximumSegments; dot = name.indexOf('.', dot + 1)) segments += 1
  return segments > maximumSegments
}

/** Unknown parameters are ignored; what does not parse gets a code and no text. */
export const queryDialect: Dialect = {
  isFlat: false,
  segmentKey: (segment) => segment,
  refuseUnknown: (name) => {
    if (isTooDeep(name)) throw malformedInput()
  },
  malformed: (malformed, { kind }) => (malformed.isEmpty && numbers.has(kind) ? missingNumber() : malformedInput()),
}

const reasons: Readonly<Record<Kind, string>> = {
  string: 'The value contains characters that are not allowed.',
  boolean: 'The value must be true or false.',
  integer: 'The value must be an integer.',
  long: 'The value must be an integer.',
  double: 'The value must be a number.',
  timestamp: 'The value must be an ISO 8601 time.',
  blob: 'The value must be base64-encoded.',
  list: 'The elements of a list are numbered from 1.',
}

/** What every request may carry besides the operation's own parameters; some are relics of signature version 2. */
const protocolParameters: ReadonlySet<string> = new Set([
  'Action',
  'Version',
  'AWSAccessKeyId',
  'SecurityToken',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'Timestamp',
  'Expires',
])

/** EC2 took names in lower case for years, so either case of the first letter is fine. It refuses unknown ones. */
export const ec2Dialect: Dialect = {
  isFlat: true,
  segmentKey: (segment) => {
    const first = segment.charCodeAt(0)
    return first >= 97 && first <= 122 ? String.fromCharCode(first - 32) + segment.slice(1) : segment
  },
  refuseUnknown: (name) => {
    if (protocolParameters.has(name) || name.startsWith('X-Amz-')) return
    throw new AwsError({ code: 'UnknownParameter', status: 400, message: `The parameter ${name} is not recognized` })
  },
  malformed: (_, { name, value, kind }) =>
    new AwsError({
      code: 'InvalidParameterValue',
      status: 400,
      message: `Value (${value}) for parameter ${lowerCamelPath(name)} is invalid. ${reasons[kind]}`,
    }),
}
