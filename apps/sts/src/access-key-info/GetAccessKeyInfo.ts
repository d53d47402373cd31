import { accountOfId } from '@rolecall/ids'
import { sts } from '@rolecall/models'
import { stsOperation } from '../context.ts'
import { validationError } from '../errors.ts'

/** The account of any key, active or not, of any account. */
export const GetAccessKeyInfo = stsOperation(sts.GetAccessKeyInfo, {
  access: () => [{ resource: '*' }],

  async run(input, { context }) {
    const accessKeyId = input.AccessKeyId ?? ''
    const stored = await context.store.accessKeys.find(accessKeyId)
    const account = stored?.account ?? temporaryKeyAccount(accessKeyId)
    if (account === undefined) throw validationError(`Access key ${accessKeyId} is invalid or does not exist.`)
    return { Account: account }
  },
})

// Temporary keys are not stored; the account is in the id.
const temporaryKeyAccount = (accessKeyId: string): string | undefined =>
  accessKeyId.startsWith('ASIA') && accessKeyId.length === 20 ? accountOfId(accessKeyId) : undefined
