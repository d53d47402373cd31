import { foldCase } from '../match/fold-case.ts'
import { type Operator, textTemplates, withNegation } from './operator.ts'

const compile: Operator['compile'] = (policyValues) => {
  const expected = new Set(policyValues.map(foldCase))
  return (value) => expected.has(foldCase(value))
}

/** Exact but for case; no wildcards. */
export const StringEqualsIgnoreCase = withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', { compile, compileTemplates: textTemplates(compile) })
