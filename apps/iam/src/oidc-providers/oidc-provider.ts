import type { AwsError } from '@rolecall/models'
import { type AccessCheck, type ConditionKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { OidcProviderRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { quotaExceeded } from '../errors.ts'
import type { Quotas } from '../quotas.ts'
import { malformedThumbprint, providerNotFound, tooManyThumbprints } from './errors.ts'
import { checkProviderArn } from './provider-arn.ts'

const maximumThumbprints = 5

/** What every operation on a provider that exists is told. */
export interface ProviderInput {
  OpenIDConnectProviderArn: string
}

/** The check on a provider by its ARN, whether it exists or not. */
export const onProvider = async ({ OpenIDConnectProviderArn: arn }: ProviderInput, request: IamRequest, keys: ConditionKeys = {}): Promise<AccessCheck> => {
  checkProviderArn(arn, 'oidc-provider', request)
  const provider = await request.context.store.oidcProviders.find(arn)
  return { resource: arn, conditionKeys: { ...resourceTagKeys('iam', provider?.tags ?? []), ...keys } }
}

/** Refuses with NoSuchEntity, in the words of Get unless given. */
export const getProvider = async (
  { OpenIDConnectProviderArn: arn }: ProviderInput,
  request: IamRequest,
  notFound: (arn: string) => AwsError = providerNotFound,
): Promise<OidcProviderRecord> => {
  const provider = await request.context.store.oidcProviders.find(arn)
  if (provider === undefined) throw notFound(arn)
  return provider
}

/** Thumbprints as they are kept: lower case, each once. */
export const readThumbprints = (thumbprints: readonly string[] = []): string[] => {
  if (thumbprints.length > maximumThumbprints) throw tooManyThumbprints()
  if (!thumbprints.every((thumbprint) => /^[0-9a-f]{40}$/i.test(thumbprint))) throw malformedThumbprint()
  return [...new Set(thumbprints.map((thumbprint) => thumbprint.toLowerCase()))]
}

/** Client ids, each once. */
export const readClientIds = (clientIds: readonly string[] = [], quotas: Quotas): string[] => {
  const read = [...new Set(clientIds)]
  if (read.length > quotas.ClientIdsPerOpenIdConnectProvider) throw quotaExceeded(quotas, 'ClientIdsPerOpenIdConnectProvider')
  return read
}
