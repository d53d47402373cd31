import type { Context } from './context.ts'
import { foldCase } from './fold-case.ts'
import { globTokens, type PatternToken } from './glob.ts'

interface Variable {
  lowerName: string
  fallback: string | undefined
}

type Part = PatternToken | { variable: Variable }

const variableForm = /\$\{([^{}]*)\}/

const variablePart = (content: string): Part => {
  if (content === '*' || content === '?' || content === '$') return { literal: content }
  const comma = content.indexOf(',')
  const rest = comma < 0 ? '' : content.slice(comma + 1).trim()
  const hasFallback = rest.length >= 2 && rest.startsWith("'") && rest.endsWith("'")
  const name = hasFallback ? content.slice(0, comma) : content
  return { variable: { lowerName: foldCase(name.trim()), fallback: hasFallback ? rest.slice(1, -1) : undefined } }
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

/** The tokens of a pattern for a request; undefined when a variable cannot be resolved. */
export type TokenTemplate = (context: Context) => PatternToken[] | undefined

/** Variables count from a place in the text on; before it `${` is literal. */
export const tokenTemplate = (text: string, variablesFrom = 0): TokenTemplate => {
  const parts = [...globTokens(text.slice(0, variablesFrom)), ...templateParts(text.slice(variablesFrom), true)]
  return (context) => resolve(parts, context)
}

/** What texts with variables are for a request: those that could be resolved, and whether all could. */
export interface Resolved<Item> {
  items: Item[]
  isComplete: boolean
}

/** Resolves each template, leaving out those that lack a variable. */
export const resolveAll = <Item>(templates: readonly ((context: Context) => Item | undefined)[], context: Context): Resolved<Item> => {
  const items: Item[] = []
  for (const template of templates) {
    const item = template(context)
    if (item !== undefined) items.push(item)
  }
  return { items, isComplete: items.length === templates.length }
}

/** Resolves variables in text that knows no wildcards. */
export const compileText = (text: string): ((context: Context) => string | undefined) => {
  const parts = templateParts(text, false)
  return (context) => {
    const tokens = resolve(parts, context)
    return tokens?.map((token) => (typeof token === 'string' ? '' : token.literal)).join('')
  }
}
