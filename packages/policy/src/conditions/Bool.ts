import { compileText, hasVariables } from '../match/template.ts'
import type { Comparison, Operator } from './operator.ts'

const truth = (text: string | undefined): boolean | undefined => {
  const lower = text?.toLowerCase()
  if (lower === 'true') return true
  return lower === 'false' ? false : undefined
}

const equals = (expected: boolean | undefined): Comparison => (value) => expected !== undefined && truth(value) === expected

/** `true` or `false`, ignoring case; anything else matches nothing. */
export const Bool: Operator = {
  name: 'Bool',
  isNegated: false,
  compile(policyValue, knowsVariables) {
    if (!knowsVariables || !hasVariables(policyValue)) {
      const comparison = equals(truth(policyValue))
      return () => comparison
    }
    const text = compileText(policyValue)
    return (context) => equals(truth(text(context)))
  },
}
