import { type Operator, textTemplates, withNegation } from './operator.ts'

const compile: Operator['compile'] = (policyValues) => {
  const [only] = policyValues
  if (policyValues.length === 1) return (value) => value === only
  const expected = new Set(policyValues)
  return (value) => expected.has(value)
}

/** Exact, case-sensitive; `*` and `?` are literal. */
export const StringEquals = withNegation('StringEquals', 'StringNotEquals', { compile, compileTemplates: textTemplates(compile) })
