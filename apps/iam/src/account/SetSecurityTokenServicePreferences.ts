import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'

/**
 * Kept for GetAccountSummary to tell: tokens of version 1, which regions that have to be enabled refuse, are not issued here, so
 * that there is nothing else to change.
 */
export const SetSecurityTokenServicePreferences = iamOperation(iam.SetSecurityTokenServicePreferences, {
  effect: 'write',
  access: () => [{ resource: '*' }],

  async run({ GlobalEndpointTokenVersion }, { context, partition, account }) {
    await context.store.accounts.setGlobalEndpointTokenVersion({ partition, account }, GlobalEndpointTokenVersion === 'v2Token' ? 2 : 1)
    return undefined
  },
})
