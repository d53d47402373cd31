import { oidcProviderArn } from '@rolecall/ids'
import type { Policy } from '@rolecall/policy'
import type { AccountKey, Store } from '@rolecall/store'

/** Who vouches for a web identity. */
export interface IdentityProvider {
  /** As trust policies name it: an ARN, or the name of a provider that AWS knows by itself. */
  name: string
  /** Before the colon of its condition keys. */
  prefix: string
  /** What `iss` of its tokens is. */
  url: string
  thumbprints: readonly string[]
  /** The audiences it was registered for; undefined where trust policies alone judge the audience. */
  clientIds: readonly string[] | undefined
}

/** OpenID Connect providers that need not be registered. */
const knownToAws: ReadonlySet<string> = new Set(['accounts.google.com', 'cognito-identity.amazonaws.com'])

/** Whose access tokens, which are no JWTs, come with a ProviderId. */
export const accessTokenProviders: ReadonlySet<string> = new Set(['graph.facebook.com', 'www.amazon.com'])

const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, '')

/** The provider of an issuer in the role's account; undefined when none is registered. The URL must be the very same. */
export const findProvider = async (issuer: string, { partition, account }: AccountKey, store: Store): Promise<IdentityProvider | undefined> => {
  const prefix = withoutScheme(issuer)
  if (knownToAws.has(prefix)) return { name: prefix, prefix, url: `https://${prefix}`, thumbprints: [], clientIds: undefined }
  // The store cannot even look for a NUL.
  if (issuer.includes('\0')) return undefined
  const provider = await store.oidcProviders.find(oidcProviderArn(partition, account, issuer))
  if (provider?.url !== issuer) return undefined
  const { arn, url, thumbprints, clientIds } = provider
  return { name: arn, prefix, url, thumbprints, clientIds }
}

const exists = async (name: string, { partition, account }: AccountKey, store: Store): Promise<boolean> => {
  if (knownToAws.has(name)) return true
  const provider = await store.oidcProviders.find(name)
  return provider?.account === account && provider.partition === partition
}

/** Whether the trust policy lets some provider that exists in the role's account vouch for the action, whatever its conditions. */
export const trustsSomeProvider = async (trust: { policy: Policy; action: string; key: AccountKey }, store: Store): Promise<boolean> => {
  const statements = trust.policy.statementsFor(trust.action.toLowerCase()).filter(({ effect }) => effect === 'Allow')
  const entries = statements.flatMap(({ principals }) => (principals === undefined || principals.isNot ? [] : principals.entries))
  for (const entry of entries) {
    if (entry.kind === 'federated' && (await exists(entry.provider, trust.key, store))) return true
  }
  return false
}
