import { compileText, hasVariables } from '../match/template.ts'
import { constant, withNegation } from './operator.ts'

/** Exact but for case; no wildcards. */
export const StringEqualsIgnoreCase = withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', (policyValue, knowsVariables) => {
  if (!knowsVariables || !hasVariables(policyValue)) {
    const expected = policyValue.toLowerCase()
    return constant((value) => value.toLowerCase() === expected)
  }
  const text = compileText(policyValue)
  return (context) => {
    const expected = text(context)?.toLowerCase()
    return expected === undefined ? undefined : (value) => value.toLowerCase() === expected
  }
})
