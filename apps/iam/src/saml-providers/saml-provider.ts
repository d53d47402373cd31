import type { IamRequest } from '../context.ts'
import { type IdentityProviderMetadata, readMetadata } from '@rolecall/saml'
import { type AccessCheck, type ConditionKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { ListedSamlProvider } from '@rolecall/store'
import { checkProviderArn } from '../oidc-providers/provider-arn.ts'
import { encryptionNotSimulated, providerNotFound, unreadableMetadata } from './errors.ts'

// A document that does not say how long it holds does so for a hundred years.
const defaultYears = 100

/** What every operation on a provider that exists is told. */
export interface SamlProviderInput {
  SAMLProviderArn: string
}

/** The members about encrypted assertions. */
interface EncryptionInput {
  AssertionEncryptionMode?: string | undefined
  AddPrivateKey?: string | undefined
  RemovePrivateKey?: string | undefined
}

/** The check on a provider by its ARN, whether it exists or not. */
export const onSamlProvider = async ({ SAMLProviderArn: arn }: SamlProviderInput, request: IamRequest, keys: ConditionKeys = {}): Promise<AccessCheck> => {
  checkProviderArn(arn, 'saml-provider', request)
  const provider = await request.context.store.samlProviders.find(arn)
  return { resource: arn, conditionKeys: { ...resourceTagKeys('iam', provider?.tags ?? []), ...keys } }
}

export const getSamlProvider = async ({ SAMLProviderArn: arn }: SamlProviderInput, { context }: IamRequest): Promise<ListedSamlProvider> => {
  const provider = await context.store.samlProviders.find(arn)
  if (provider === undefined) throw providerNotFound(arn)
  return provider
}

/** Assertions come in the clear here; whoever wants them encrypted is told so. */
export const refuseEncryption = ({ AssertionEncryptionMode: mode, AddPrivateKey, RemovePrivateKey }: EncryptionInput): void => {
  if (mode === 'Required' || AddPrivateKey !== undefined || RemovePrivateKey !== undefined) throw encryptionNotSimulated()
}

/** What a metadata document says, as it is stored beside it. Refuses with InvalidInput. */
export const readSamlMetadata = async (metadata: string, now: Date): Promise<Pick<IdentityProviderMetadata, 'entityId' | 'certificates'> & { metadata: string; validUntil: Date }> => {
  const { entityId, certificates, validUntil } = await readMetadata(metadata).catch(() => {
    throw unreadableMetadata()
  })
  const inHundredYears = new Date(now)
  inHundredYears.setUTCFullYear(now.getUTCFullYear() + defaultYears)
  return { metadata, entityId, certificates, validUntil: validUntil ?? inHundredYears }
}
