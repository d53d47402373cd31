import { compileTokens, globTokens, type Matcher, type PatternToken } from '../match/glob.ts'
import { tokenTemplate } from '../match/template.ts'
import { withNegation } from './operator.ts'

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

const compileParts = (tokens: readonly PatternToken[]): Matcher[] | undefined => patternParts(tokens)?.map(compileTokens)

const fits = (matchers: readonly Matcher[], parts: readonly string[]): boolean => matchers.every((matches, index) => matches(parts[index] ?? ''))

const compilers: Parameters<typeof withNegation>[2] = {
  compile(policyValues) {
    const patterns = policyValues.map((value) => compileParts(globTokens(value))).filter((pattern) => pattern !== undefined)
    return (value) => {
      const parts = arnParts(value)
      return parts !== undefined && patterns.some((pattern) => fits(pattern, parts))
    }
  },
  compileTemplate(policyValue) {
    const template = tokenTemplate(policyValue)
    return (context) => {
      const tokens = template(context)
      if (tokens === undefined) return undefined
      const pattern = compileParts(tokens)
      return (value) => {
        const parts = arnParts(value)
        return pattern !== undefined && parts !== undefined && fits(pattern, parts)
      }
    }
  },
}

/** Each of the six parts by itself: `*` does not cross a colon except within the last part. Equals and Like are the same. */
export const ArnLike = [...withNegation('ArnLike', 'ArnNotLike', compilers), ...withNegation('ArnEquals', 'ArnNotEquals', compilers)]
