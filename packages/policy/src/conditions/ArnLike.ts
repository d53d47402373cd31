import { rememberingLast } from '../match/any-glob.ts'
import { type AutomatonToken, compileAutomaton } from '../match/automaton.ts'
import { compileTokens, globTokens, type Matcher, type PatternToken } from '../match/glob.ts'
import { resolveAll, tokenTemplate } from '../match/template.ts'
import { type Comparison, withNegation } from './operator.ts'

/** The six parts of an ARN; undefined for what is none. */
const arnParts = (text: string): string[] | undefined => {
  const parts = text.split(':')
  if (parts.length < 6 || parts[0] !== 'arn') return undefined
  return parts.length === 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')]
}

/** The tokens of each part, split at the first five colons; what variables brought is split too. */
const patternParts = (tokens: readonly PatternToken[]): PatternToken[][] | undefined => {
  const parts: PatternToken[][] = [[]]
  for (const token of tokens) {
    if (typeof token === 'string') {
      parts.at(-1)?.push(token)
      continue
    }
    const pieces = token.literal.split(':')
    const keptWhole = 6 - parts.length
    const separate = [...pieces.slice(0, keptWhole), pieces.slice(keptWhole).join(':')].slice(0, pieces.length)
    parts.at(-1)?.push({ literal: separate[0] ?? '' })
    parts.push(...separate.slice(1).map((literal) => [{ literal }]))
  }
  return parts.length === 6 ? parts : undefined
}

/** A pattern by its parts, and as one that the automaton knows. */
interface ArnPattern {
  parts: Matcher[]
  whole: AutomatonToken[]
}

const inPart = (token: PatternToken): AutomatonToken => (typeof token === 'object' ? token : `part-${token}`)

const wholeOf = (parts: readonly PatternToken[][]): AutomatonToken[] =>
  parts.flatMap((part, index) => (index === 5 ? part : [...part.map(inPart), { literal: ':' }]))

const compilePattern = (tokens: readonly PatternToken[]): ArnPattern[] => {
  const parts = patternParts(tokens)
  return parts === undefined ? [] : [{ parts: parts.map(compileTokens), whole: wholeOf(parts) }]
}

const fits = ({ parts: matchers }: ArnPattern, parts: readonly string[]): boolean => matchers.every((matches, index) => matches(parts[index] ?? ''))

// Beyond so many characters to look through, pattern by pattern, all are held against the value at once.
const patience = 4096

const compileTokenLists = (lists: readonly (readonly PatternToken[])[]): Comparison => {
  const patterns = lists.flatMap(compilePattern)
  let together: Matcher | undefined
  return (value) => {
    const parts = arnParts(value)
    if (parts === undefined) return false
    if (patterns.length * value.length <= patience) return patterns.some((pattern) => fits(pattern, parts))
    together ??= compileAutomaton(patterns.map(({ whole }) => whole))
    return together(value)
  }
}

const compilers: Parameters<typeof withNegation>[2] = {
  compile: (policyValues) => compileTokenLists(policyValues.map(globTokens)),
  compileTemplates(policyValues) {
    const templates = policyValues.map((value) => tokenTemplate(value))
    const compile = rememberingLast(compileTokenLists)
    return (context) => {
      const { items, isComplete } = resolveAll(templates, context)
      return { compare: compile(items), isComplete }
    }
  },
}

/** Each of the six parts by itself: `*` does not cross a colon except within the last part. Equals and Like are the same. */
export const ArnLike = [...withNegation('ArnLike', 'ArnNotLike', compilers), ...withNegation('ArnEquals', 'ArnNotEquals', compilers)]
