import type { Clock } from '@rolecall/clock'
import type { Sealer } from '@rolecall/credentials'
import type { Ids } from '@rolecall/ids'
import { type HttpIssuers, IssuerKeys, OwnIssuers } from '@rolecall/oidc'
import type { ServiceDefinition } from '@rolecall/pipeline'
import { TrustingRoles } from './assume-role/trusting-roles.ts'
import { readHttpIssuers } from './config.ts'
import type { StsContext } from './context.ts'
import { operations } from './operations.ts'
import { SamlIdentities } from './saml/saml-identities.ts'
import { WebIdentities } from './web-identity/web-identities.ts'

// SDKs retry IDPCommunicationError; a request that hangs is given up.
const keyTimeoutMilliseconds = 5000

interface StsOptions {
  sealer: Sealer
  clock: Clock
  ids: Ids
  /** Those of the environment unless given. */
  httpIssuers?: HttpIssuers
  /** For both requests that fetch an issuer's keys together. */
  keyTimeoutMilliseconds?: number
}

/** STS over what its operations use. */
export const stsService = ({ sealer, clock, ids, ...options }: StsOptions): ServiceDefinition<StsContext> => {
  const roles = new TrustingRoles()
  const keys = new IssuerKeys(clock, {
    httpIssuers: options.httpIssuers ?? readHttpIssuers(),
    timeoutMilliseconds: options.keyTimeoutMilliseconds ?? keyTimeoutMilliseconds,
  })
  return {
    service: 'sts',
    operations,
    writeEffect: 'write',
    createContext: (store) => ({
      store,
      sealer,
      clock,
      roles,
      webIdentities: new WebIdentities({ store, roles, keys }),
      samlIdentities: new SamlIdentities(store),
      issuers: new OwnIssuers({ store, sealer, clock, ids }),
    }),
  }
}
