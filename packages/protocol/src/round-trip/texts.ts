import type { Constraints } from '@rolecall/models'
import fc from 'fast-check'
import { matcherOf } from '../validation/pattern.ts'

const alphabet = [...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)), ...'éß中文я\n\t']

const singleClass = /^\^?(\[(?:[^\]\\]|\\.)*\]|\\[dSw])(?:[+*]|\{\d+(?:,\d+)?\})\$?$/

/** Values for the patterns that are more than one class of characters. */
const examples = [
  '/', '/a/', '/a/b+c/', 'v1', 'v12.rc-1', '123456789012', '99', 'abc', 'a-b-c', 'Ab1', 'a1b2-c3',
  'https://example.com/x?y=z#f', 'o-abcdefghij/r-abcd', 'o-abcdefghij0/r-abcd1', 'p-abcdefgh', 'ou-abcd-abcdefgh', 'r-abcd',
  'ami-0123456789abcdef0', '10.0.0.1', '192.168.100.200', 's3://bucket/key', 'https://bucket/key.json',
  'arn:aws:iam::123456789012:role/demo', 'arn:aws:iam::123456789012:role/path/demo-role',
  'arn:aws:cloudformation:us-east-1::type/resource/0123456789ab/AWS-Demo-Kind',
  'arn:aws:cloudformation:us-east-1:123456789012:type/resource/Org-Demo-Kind',
  'arn:aws:cloudformation:us-east-1:123456789012:type/hook/Org-Demo-Kind',
  'arn:aws:cloudformation:us-east-1:123456789012:type-configuration/resource/Org-Demo-Kind/default',
  'arn:aws:cloudformation:us-east-1:123456789012:stack/demo/01234567-89ab-cdef-0123-456789abcdef',
  'arn:aws:outposts:us-east-1:123456789012:outpost/op-0123456789abcdef0',
  'arn:aws:ec2:us-east-1:123456789012:placement-group/demo',
  'arn:aws:secretsmanager:us-east-1:123456789012:secret:demo-AbCdEf',
  'arn:aws:sns:us-east-1:123456789012:topic', 'Org::Demo::Kind', 'AWS::EC2::Instance', 'Org::Demo::Kind::MODULE',
  '1.0.0', '2.11.3', '01234567-89ab-cdef-0123-456789abcdef', 'demo-set:01234567-89ab-cdef-0123-456789abcdef',
  'ABCDEF', 'abcdef0123456789', 'demo.Resource1', 'Resource1', 'demo.example.com',
]

const boundsOf = ({ min = 0, max = Number.POSITIVE_INFINITY }: Constraints): { minLength: number; maxLength: number } => ({
  minLength: min,
  maxLength: Math.min(max, min + 12),
})

// The SDK's parser trims text, so that white space at the ends would not come back.
const withoutLooseEnds = (text: string, visible: string): string =>
  text.replaceAll(/^\s+|\s+$/g, (space) => visible.repeat(space.length))

const ofCharacters = (characters: readonly string[], constraints: Constraints): fc.Arbitrary<string> => {
  const visible = characters.find((character) => character.trim() !== '') ?? ''
  return fc.string({ unit: fc.constantFrom(...characters), ...boundsOf(constraints) }).map((text) => withoutLooseEnds(text, visible))
}

const ofExamples = (pattern: string, { min = 0, max = Number.POSITIVE_INFINITY }: Constraints): fc.Arbitrary<string> => {
  const matches = matcherOf(pattern)
  const fitting = examples.filter((text) => matches(text) && text.length >= min && text.length <= max)
  if (fitting.length === 0) throw new Error(`No example fits ${pattern} with ${min} to ${max} characters.`)
  return fc.constantFrom(...fitting)
}

/** A pattern that is one class of characters gives a length of its own, or at least one with `+`. */
const narrowed = (pattern: string, constraints: Constraints): Constraints => {
  const lengths = /\{(\d+)(?:,(\d+))?\}\$?$/.exec(pattern)
  if (lengths !== null) return { min: Number(lengths[1]), max: Number(lengths[2] ?? lengths[1]) }
  return { ...constraints, min: Math.max(constraints.min ?? 0, /\+\$?$/.test(pattern) ? 1 : 0) }
}

const ofPattern = (pattern: string, constraints: Constraints): fc.Arbitrary<string> => {
  const characterClass = singleClass.exec(pattern)?.[1]
  if (characterClass === undefined) return ofExamples(pattern, constraints)
  const characters = alphabet.filter((character) => matcherOf(characterClass)(character))
  return ofCharacters(characters, narrowed(pattern, constraints))
}

const compile = (constraints: Constraints): fc.Arbitrary<string> => {
  const { enum: values, pattern } = constraints
  if (values !== undefined && values.length > 0) return fc.constantFrom(...values)
  return pattern === undefined ? ofCharacters(alphabet, constraints) : ofPattern(pattern, constraints)
}

const compiled = new Map<string, fc.Arbitrary<string>>()

/** Texts that the constraints allow. */
export const texts = (constraints: Constraints): fc.Arbitrary<string> => {
  const key = JSON.stringify(constraints)
  let arbitrary = compiled.get(key)
  if (arbitrary === undefined) {
    arbitrary = compile(constraints)
    compiled.set(key, arbitrary)
  }
  return arbitrary
}
