import { compileText, hasVariables } from '../match/template.ts'
import { constant, withNegation } from './operator.ts'

/** Exact, case-sensitive; `*` and `?` are literal. */
export const StringEquals = withNegation('StringEquals', 'StringNotEquals', (policyValue, knowsVariables) => {
  if (!knowsVariables || !hasVariables(policyValue)) return constant((value) => value === policyValue)
  const text = compileText(policyValue)
  return (context) => {
    const expected = text(context)
    return expected === undefined ? undefined : (value) => value === expected
  }
})
