import type { Clock } from '@rolecall/clock'
import type { Sealer } from '@rolecall/credentials'
import type { OperationHandle } from '@rolecall/models'
import { type Operation, type OperationDefinition, type OperationRequest, operationsFor } from '@rolecall/pipeline'
import type { OwnIssuers } from '@rolecall/oidc'
import type { Store } from '@rolecall/store'
import type { TrustingRoles } from './assume-role/trusting-roles.ts'
import { refuseSessionCredentials } from './session-callers.ts'
import type { SamlIdentities } from './saml/saml-identities.ts'
import type { WebIdentities } from './web-identity/web-identities.ts'

/** What an STS operation may use. */
export interface StsContext {
  store: Store
  sealer: Sealer
  clock: Clock
  /** Roles that were assumed before, shared by all requests of the process. */
  roles: TrustingRoles
  /** The web identity of this request, verified once. */
  webIdentities: WebIdentities
  /** The SAML identity of this request, verified once. */
  samlIdentities: SamlIdentities
  /** The issuers that sign here. */
  issuers: OwnIssuers
}

export type StsRequest = OperationRequest<StsContext>

const bind = operationsFor<StsContext>()

/** Declares an operation of STS; which temporary credentials may not call it is decided first. */
export const stsOperation = <Input extends object, Output extends object>(
  handle: OperationHandle<Input, Output>,
  definition: OperationDefinition<Input, Output | undefined, StsContext>,
): Operation<StsContext> =>
  bind<Input, Output>(handle, {
    ...definition,
    access(input, request) {
      refuseSessionCredentials(request.caller, handle.name)
      return definition.access(input, request)
    },
  })
