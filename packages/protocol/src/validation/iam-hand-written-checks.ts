import { AwsError, type Member } from '@rolecall/models'
import { lowerCamel } from './path.ts'
import { matcherOf } from './pattern.ts'

const nameText = 'It must contain only alphanumeric characters and/or the following: +=,.@_-'
const nameMembers = ['UserName', 'NewUserName', 'RoleName', 'GroupName', 'NewGroupName', 'InstanceProfileName', 'PolicyName']
const pathText = 'It must begin and end with / and contain only alphanumeric characters and/or / characters.'

/**
 * IAM checks the characters of these members after the limits of the model and by hand, one at a time. The texts say
 * less than the patterns allow.
 */
const texts: ReadonlyMap<string, string> = new Map([
  ...nameMembers.map((name) => [name, nameText] as const),
  ['Path', pathText],
  ['NewPath', pathText],
  ['PathPrefix', 'It must begin with the / character and contain only alphanumeric characters and/or / characters.'],
  ['PolicyDocument', 'It must contain only printable ASCII characters.'],
  ['AccessKeyId', 'It must contain only alphanumeric characters.'],
])

export const findHandWrittenCheck = (member: string): string | undefined => texts.get(member)

type Input = Readonly<Record<string, unknown>>

/** The checks for the members of one request; undefined when it has none. */
export const handWrittenChecks = (members: readonly Member[]): ((input: Input) => void) | undefined => {
  const checks = members.flatMap(({ name, constraints }) => {
    const text = texts.get(name)
    const pattern = constraints?.pattern
    return text === undefined || pattern === undefined ? [] : [{ name, text, matches: matcherOf(pattern) }]
  })
  if (checks.length === 0) return undefined
  return (input) => {
    for (const { name, text, matches } of checks) {
      const value = input[name]
      if (typeof value === 'string' && !matches(value)) throw invalidValue(name, text)
    }
  }
}

const invalidValue = (name: string, text: string): AwsError =>
  new AwsError({ code: 'ValidationError', status: 400, message: `The specified value for ${lowerCamel(name)} is invalid. ${text}` })
