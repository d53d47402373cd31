import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { keyBefore, pageOf, readLimit } from '../pagination.ts'
import { describeEntities } from './describe-entities.ts'
import { readSections } from './sections.ts'

/** Users, groups, roles and managed policies with all their policies: one list, whose parts come one after the other. */
export const GetAccountAuthorizationDetails = iamOperation(iam.GetAccountAuthorizationDetails, {
  access: () => [{ resource: '*' }],

  async run(input, request) {
    const found = await readSections({ kinds: input.Filter ?? [], after: keyBefore(input), limit: readLimit(input) }, request)
    const { items, page } = pageOf(found, input, ({ key }) => key)
    return { ...(await describeEntities(items, request)), ...page }
  },
})
