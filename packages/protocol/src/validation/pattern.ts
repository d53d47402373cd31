import { hasAstralCharacter } from './length.ts'

const compiled = new Map<string, (text: string) => boolean>()

/** Two unbounded wildcards in one pattern take time that grows with the square of the text. */
const isSlow = (pattern: string): boolean => /\.[+*].*\.[+*]/.test(pattern)
const maximumSlowLength = 5_000

const compile = (pattern: string): ((text: string) => boolean) => {
  const expression = new RegExp(`^(?:${pattern})$`, 'u')
  const limit = isSlow(pattern) ? maximumSlowLength : Number.POSITIVE_INFINITY
  // Characters beyond U+FFFF fail every pattern of AWS, also those that list them.
  return (text) => text.length <= limit && expression.test(text) && !hasAstralCharacter(text)
}

/** A test of whole texts against a pattern of the models. */
export const matcherOf = (pattern: string): ((text: string) => boolean) => {
  let matches = compiled.get(pattern)
  if (matches === undefined) {
    matches = compile(pattern)
    compiled.set(pattern, matches)
  }
  return matches
}
