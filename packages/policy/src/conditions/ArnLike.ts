import { compileGlob, type Matcher } from '../match/glob.ts'
import { compileTemplate, hasVariables, type PatternTemplate } from '../match/template.ts'
import type { Context } from '../match/context.ts'
import { constant, never, type CompiledValue, type Operator, withNegation } from './operator.ts'

/** The six parts of an ARN; undefined for what is none. */
const arnParts = (text: string): string[] | undefined => {
  const parts = text.split(':')
  if (parts.length < 6 || parts[0] !== 'arn') return undefined
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}

// Colons inside `${…}` belong to the variable's name.
const patternParts = (text: string): string[] | undefined => {
  const hidden = text.replaceAll(/\$\{[^{}]*\}/g, (variable) => variable.replaceAll(':', '\u0000'))
  const parts = hidden.split(':')
  if (parts.length < 6) return undefined
  return [...parts.slice(0, 5), parts.slice(5).join(':')].map((part) => part.replaceAll('\u0000', ':'))
}

const matchParts = (matchers: Matcher[]) => (value: string): boolean => {
  const parts = arnParts(value)
  return parts !== undefined && matchers.every((matches, index) => matches(parts[index] ?? ''))
}

const resolveParts = (templates: PatternTemplate[], context: Context): Matcher[] | undefined => {
  const matchers = templates.map((template) => template(context))
  return matchers.every((matcher) => matcher !== undefined) ? matchers : undefined
}

const compile = (policyValue: string, knowsVariables: boolean): CompiledValue => {
  const isTemplate = knowsVariables && hasVariables(policyValue)
  const parts = isTemplate ? patternParts(policyValue) : arnPatternParts(policyValue)
  if (parts === undefined) return never
  if (!isTemplate) return constant(matchParts(parts.map(compileGlob)))
  const templates = parts.map(compileTemplate)
  return (context) => {
    const matchers = resolveParts(templates, context)
    return matchers && matchParts(matchers)
  }
}

const arnPatternParts = (text: string): string[] | undefined => {
  const parts = text.split(':')
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')]
}

/** Each of the six parts by itself: `*` does not cross a colon except within the last part. Equals and Like are the same. */
export const ArnLike: Operator[] = [
  ...withNegation('ArnLike', 'ArnNotLike', compile),
  ...withNegation('ArnEquals', 'ArnNotEquals', compile),
]
