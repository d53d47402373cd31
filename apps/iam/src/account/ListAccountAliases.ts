import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { pageOfAll } from '../pagination.ts'

/** A list, although an account has one alias at most. */
export const ListAccountAliases = iamOperation(iam.ListAccountAliases, {
  access: () => [{ resource: '*' }],

  async run(input, { context, partition, account }) {
    const alias = await context.store.accountSettings.alias({ partition, account })
    const { items, page } = pageOfAll(alias === undefined ? [] : [alias], input, (name) => name)
    return { AccountAliases: items, ...page }
  },
})
