import { foldCase } from '../match/fold-case.ts'
import { compileText } from '../match/template.ts'
import { withNegation } from './operator.ts'

/** Exact but for case; no wildcards. */
export const StringEqualsIgnoreCase = withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', {
  compile(policyValues) {
    const expected = new Set(policyValues.map(foldCase))
    return (value) => expected.has(foldCase(value))
  },
  compileTemplate(policyValue) {
    const text = compileText(policyValue)
    return (context) => {
      const expected = text(context)
      return expected === undefined ? undefined : (value) => foldCase(value) === foldCase(expected)
    }
  },
})
