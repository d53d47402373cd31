import { compileText } from '../match/template.ts'
import { type Operator, readBoth } from './operator.ts'

const truth = (text: string): boolean | undefined => {
  const lower = text.toLowerCase()
  if (lower === 'true') return true
  return lower === 'false' ? false : undefined
}

/** `true` or `false`, ignoring case; anything else matches nothing. */
export const Bool: Operator = {
  name: 'Bool',
  isNegated: false,
  compile: readBoth({ value: truth, bound: truth }, (value, bound) => value === bound),
  compileTemplate(policyValue) {
    const text = compileText(policyValue)
    return (context) => {
      const expected = text(context)
      return expected === undefined ? undefined : (value) => truth(expected) !== undefined && truth(value) === truth(expected)
    }
  },
}
