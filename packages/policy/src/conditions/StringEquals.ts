import { compileText } from '../match/template.ts'
import { withNegation } from './operator.ts'

/** Exact, case-sensitive; `*` and `?` are literal. */
export const StringEquals = withNegation('StringEquals', 'StringNotEquals', {
  compile(policyValues) {
    const [only] = policyValues
    if (policyValues.length === 1) return (value) => value === only
    const expected = new Set(policyValues)
    return (value) => expected.has(value)
  },
  compileTemplate(policyValue) {
    const text = compileText(policyValue)
    return (context) => {
      const expected = text(context)
      return expected === undefined ? undefined : (value) => value === expected
    }
  },
})
