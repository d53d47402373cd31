import type { Context } from './context.ts'
import { compileTokens, globTokens, type Matcher, type PatternToken } from './glob.ts'

interface Variable {
  lowerName: string
  fallback: string | undefined
}

type Part = PatternToken | { variable: Variable }

const variableForm = /\$\{([^{}]*)\}/
const fallbackForm = /^(.*?)\s*,\s*'(.*)'$/s

const variablePart = (content: string): Part => {
  if (content === '*' || content === '?' || content === '$') return { literal: content }
  const withFallback = fallbackForm.exec(content)
  return {
    variable: { lowerName: (withFallback?.[1] ?? content).trim().toLowerCase(), fallback: withFallback?.[2] },
  }
}

/** Splits text with `${…}` into literals, wildcards and variables. */
const templateParts = (text: string, hasWildcards: boolean): Part[] => {
  const parts: Part[] = []
  for (const [index, piece] of text.split(new RegExp(variableForm.source)).entries()) {
    if (index % 2 === 1) parts.push(variablePart(piece))
    else if (hasWildcards) parts.push(...globTokens(piece))
    else if (piece !== '') parts.push({ literal: piece })
  }
  return parts
}

/** A pattern whose text is complete only with a request; undefined when a variable cannot be resolved. */
export type PatternTemplate = (context: Context) => Matcher | undefined

const resolve = (parts: readonly Part[], context: Context): PatternToken[] | undefined => {
  const tokens: PatternToken[] = []
  for (const part of parts) {
    if (typeof part === 'string' || 'literal' in part) {
      tokens.push(part)
      continue
    }
    // What a variable brings is literal text: wildcards in a tag's value match nothing but themselves.
    const value = context.single(part.variable.lowerName) ?? part.variable.fallback
    if (value === undefined) return undefined
    tokens.push({ literal: value })
  }
  return tokens
}

export const hasVariables = (text: string): boolean => text.includes('${')

export const compileTemplate = (text: string): PatternTemplate => {
  const parts = templateParts(text, true)
  return (context) => {
    const tokens = resolve(parts, context)
    return tokens && compileTokens(tokens)
  }
}

/** Resolves variables in text that knows no wildcards. */
export const compileText = (text: string): ((context: Context) => string | undefined) => {
  const parts = templateParts(text, false)
  return (context) => {
    const tokens = resolve(parts, context)
    return tokens?.map((token) => (typeof token === 'string' ? '' : token.literal)).join('')
  }
}
