import { outboundIssuerUrl } from '@rolecall/oidc'
import type { IamRequest } from '../context.ts'
import { featureDisabled } from './errors.ts'

/** The URL by which the account's tokens call their issuer; the admin API may have given it another. */
export const shownIssuerUrl = async (name: string, { context, partition }: IamRequest): Promise<string> =>
  (await context.issuers.find(name))?.url ?? outboundIssuerUrl(name, partition)

/** The account's issuer while the feature is enabled; FeatureDisabled when it is not. */
export const enabledIssuer = async ({ context, partition, account }: IamRequest): Promise<string> => {
  const issuer = await context.store.accounts.outboundIssuer({ partition, account })
  if (issuer?.isEnabled !== true) throw featureDisabled()
  return issuer.name
}
