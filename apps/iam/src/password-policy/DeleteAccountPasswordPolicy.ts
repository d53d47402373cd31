import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { passwordPolicyToDeleteNotFound } from './errors.ts'

/** AWS's own rules hold again. */
export const DeleteAccountPasswordPolicy = iamOperation(iam.DeleteAccountPasswordPolicy, {
  access: () => [{ resource: '*' }],

  async run(_input, { context, partition, account }) {
    const { accountSettings } = context.store
    if ((await accountSettings.passwordPolicy({ partition, account })) === undefined) throw passwordPolicyToDeleteNotFound()
    await accountSettings.setPasswordPolicy({ partition, account }, undefined)
    return undefined
  },
})
