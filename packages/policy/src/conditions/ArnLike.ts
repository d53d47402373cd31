import { isShared, rememberingLast } from '../match/any-glob.ts'
import { compileAutomaton } from '../match/automaton.ts'
import { compileTokens, globTokens, type Matcher, type PatternToken } from '../match/glob.ts'
import type { AutomatonToken } from '../match/places.ts'
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

const inPart = (token: PatternToken): AutomatonToken => (typeof token === 'object' ? token : `part-${token}`)

const wholeOf = (parts: readonly PatternToken[][]): AutomatonToken[] =>
  parts.flatMap((part, index) => (index === 5 ? part : [...part.map(inPart), { literal: ':' }]))

/** A pattern by its parts, each compiled when it is first asked. */
class ArnPattern {
  readonly parts: readonly PatternToken[][]
  readonly #matchers: Matcher[] = []

  constructor(parts: readonly PatternToken[][]) {
    this.parts = parts
  }

  fits(values: readonly string[]): boolean {
    return this.parts.every((part, index) => (this.#matchers[index] ??= compileTokens(part))(values[index] ?? ''))
  }
}

const compilePattern = (tokens: readonly PatternToken[]): ArnPattern[] => {
  const parts = patternParts(tokens)
  return parts === undefined ? [] : [new ArnPattern(parts)]
}

// Beyond so many characters to look through, pattern by pattern, all are held against the value at once.
const patience = 4096

const compileTokenLists = (lists: readonly (readonly PatternToken[])[]): Comparison => {
  const patterns = lists.flatMap(compilePattern)
  const wide: ArnPattern[] = []
  const narrow: ArnPattern[] = []
  for (const pattern of patterns) (isShared(pattern.parts.flat()) ? narrow : wide).push(pattern)
  const wholes = narrow.map(({ parts }) => wholeOf(parts))
  let together: Matcher | undefined
  return (value) => {
    const parts = arnParts(value)
    if (parts === undefined) return false
    if (wide.some((pattern) => pattern.fits(parts))) return true
    if (narrow.length * value.length <= patience) return narrow.some((pattern) => pattern.fits(parts))
    together ??= compileAutomaton(wholes)
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
