import { type Operator, readBoth, textTemplates } from './operator.ts'

const truth = (text: string): boolean | undefined => {
  const lower = text.toLowerCase()
  if (lower === 'true') return true
  return lower === 'false' ? false : undefined
}

const compile = readBoth({ value: truth, bound: truth }, (value, bound) => value === bound)

/** `true` or `false`, ignoring case; anything else matches nothing. */
export const Bool: Operator = { name: 'Bool', isNegated: false, compile, compileTemplates: textTemplates(compile) }
