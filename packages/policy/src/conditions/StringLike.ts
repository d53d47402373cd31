import { compileGlob } from '../match/glob.ts'
import { compileTemplate, hasVariables } from '../match/template.ts'
import { constant, withNegation } from './operator.ts'

/** Case-sensitive, `*` and `?` over the whole value. */
export const StringLike = withNegation('StringLike', 'StringNotLike', (policyValue, knowsVariables) =>
  knowsVariables && hasVariables(policyValue) ? compileTemplate(policyValue) : constant(compileGlob(policyValue)),
)
