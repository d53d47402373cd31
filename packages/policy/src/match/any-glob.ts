import { compileAutomaton } from './automaton.ts'
import { type Glob, makeGlob, type Matcher, type PatternToken } from './glob.ts'
import { placesOf } from './places.ts'

type Pattern = readonly PatternToken[]

// Of longer patterns a policy holds few, and looking for each costs less than taking all their places along.
const mostSharedPlaces = 129

/** Whether a pattern is best looked for together with others. */
export const isShared = (pattern: Pattern): boolean => placesOf(pattern) <= mostSharedPlaces

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

// Characters that are searched pattern by pattern, which few patterns and short texts never exceed.
const patience = 1024

/** Whether a text matches one of the patterns; undefined when finding out one by one would take too long. */
const matchSome = (globs: readonly Glob[], subject: string): boolean | undefined => {
  let searched = 0
  for (const { matches, mayMatch } of globs) {
    if (mayMatch !== undefined) {
      if (!mayMatch(subject)) continue
      searched += subject.length
      if (searched > patience) return undefined
    }
    if (matches(subject)) return true
  }
  return false
}

/** Pattern by pattern until that took too long once, then all at once. */
const matchShared = (patterns: readonly Pattern[]): Matcher => {
  const globs = patterns.map(makeGlob)
  let together: Matcher | undefined
  return (subject) => {
    const matched = together === undefined ? matchSome(globs, subject) : undefined
    if (matched !== undefined) return matched
    together ??= compileAutomaton(patterns)
    return together(subject)
  }
}

/** Compiles patterns any of which may match. What a text costs does not grow with how nearly it matches them. */
export const compileAny = (patterns: readonly Pattern[]): Matcher => {
  const [first, ...others] = patterns
  if (first !== undefined && others.length === 0) return makeGlob(first).matches
  const shared = matchShared(patterns.filter(isShared))
  const long = patterns.filter((pattern) => !isShared(pattern)).map((pattern) => makeGlob(pattern).matches)
  return (subject) => shared(subject) || long.some((matches) => matches(subject))
}

const mostCompiledAlone = 4

/** As `compileAny`, for patterns that are made for one request: they are not worth compiling one by one. */
export const compileAnyOnce = (patterns: readonly Pattern[]): Matcher => {
  if (patterns.length <= mostCompiledAlone) return compileAny(patterns)
  const shared = once(() => compileAutomaton(patterns.filter(isShared)))
  const long = once(() => patterns.filter((pattern) => !isShared(pattern)).map((pattern) => makeGlob(pattern).matches))
  return (subject) => shared()(subject) || long().some((matches) => matches(subject))
}

const isSameToken = (one: PatternToken, other: PatternToken | undefined): boolean =>
  one === other || (typeof one === 'object' && typeof other === 'object' && one.literal === other.literal)

const isSamePattern = (one: Pattern, other: Pattern | undefined): boolean =>
  one.length === other?.length && one.every((token, index) => isSameToken(token, other[index]))

/** Compiles patterns with what variables brought, again only when that differs from the time before: a caller's tags stay the same. */
export const rememberingLast = <Compiled>(compile: (patterns: readonly Pattern[]) => Compiled): ((patterns: readonly Pattern[]) => Compiled) => {
  let last: { patterns: readonly Pattern[]; compiled: Compiled } | undefined
  return (patterns) => {
    const known = last
    if (known?.patterns.length === patterns.length && patterns.every((pattern, index) => isSamePattern(pattern, known.patterns[index]))) return known.compiled
    const compiled = compile(patterns)
    last = { patterns, compiled }
    return compiled
  }
}
