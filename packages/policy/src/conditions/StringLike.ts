import { compileGlob } from '../match/glob.ts'
import { compileTemplate } from '../match/template.ts'
import { withNegation } from './operator.ts'

/** Case-sensitive, `*` and `?` over the whole value. */
export const StringLike = withNegation('StringLike', 'StringNotLike', {
  compile(policyValues) {
    const matchers = policyValues.map(compileGlob)
    return (value) => matchers.some((matches) => matches(value))
  },
  compileTemplate: (policyValue) => compileTemplate(policyValue),
})
