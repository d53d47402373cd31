import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { aliasLikeNumber, aliasTaken } from './errors.ts'

/** An account has one alias: another takes its place. */
export const CreateAccountAlias = iamOperation(iam.CreateAccountAlias, {
  effect: 'write',

  access: () => [{ resource: '*' }],

  async run({ AccountAlias: alias }, { context, partition, account }) {
    if (/^\d{12}$/.test(alias)) throw aliasLikeNumber()
    const { accountSettings } = context.store
    if ((await accountSettings.aliasOwner(partition, alias)) !== undefined) throw aliasTaken(alias)
    await accountSettings.setAlias({ partition, account }, alias)
    return undefined
  },
})
