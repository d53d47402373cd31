import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { aliasNotFound } from './errors.ts'

export const DeleteAccountAlias = iamOperation(iam.DeleteAccountAlias, {
  effect: 'write',

  access: () => [{ resource: '*' }],

  async run({ AccountAlias: alias }, { context, partition, account }) {
    const { accountSettings } = context.store
    if ((await accountSettings.alias({ partition, account })) !== alias) throw aliasNotFound(alias)
    await accountSettings.setAlias({ partition, account }, null)
    return undefined
  },
})
