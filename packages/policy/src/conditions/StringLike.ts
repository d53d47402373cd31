import { compileAny, compileAnyOnce, rememberingLast } from '../match/any-glob.ts'
import { globTokens } from '../match/glob.ts'
import { resolveAll, tokenTemplate } from '../match/template.ts'
import { withNegation } from './operator.ts'

/** Case-sensitive, `*` and `?` over the whole value. */
export const StringLike = withNegation('StringLike', 'StringNotLike', {
  compile: (policyValues) => compileAny(policyValues.map(globTokens)),
  compileTemplates(policyValues) {
    const templates = policyValues.map((value) => tokenTemplate(value))
    const compile = rememberingLast(compileAnyOnce)
    return (context) => {
      const { items, isComplete } = resolveAll(templates, context)
      return { compare: compile(items), isComplete }
    }
  },
})
