import { iam } from '@rolecall/models'
import type { Operation } from '@rolecall/pipeline'
import type { OidcProviderChanges, OidcProviderRecord } from '@rolecall/store'
import { type AnyHandle, familyOperation, type IamContext } from '../context.ts'
import type { Quotas } from '../quotas.ts'
import { getProvider, onProvider, type ProviderInput, readClientIds, readThumbprints } from './oidc-provider.ts'

type Change<Input> = (input: Input, provider: OidcProviderRecord, quotas: Quotas) => OidcProviderChanges

/** An operation that changes one thing about a provider. Doing it again changes nothing and is no error. */
const providerChange = <Input>(handle: AnyHandle, change: Change<Input>): Operation<IamContext> =>
  familyOperation<ProviderInput & Input>(handle, {
    access: async (input, request) => [await onProvider(input, request)],
    async run(input, request) {
      const { quotas, store } = request.context
      const provider = await getProvider(input, request)
      await store.oidcProviders.update(provider.arn, change(input, provider, quotas))
      return undefined
    },
  })

export const AddClientIDToOpenIDConnectProvider = providerChange<{ ClientID: string }>(
  iam.AddClientIDToOpenIDConnectProvider,
  ({ ClientID }, { clientIds }, quotas) => ({ clientIds: readClientIds([...clientIds, ClientID], quotas) }),
)

export const RemoveClientIDFromOpenIDConnectProvider = providerChange<{ ClientID: string }>(
  iam.RemoveClientIDFromOpenIDConnectProvider,
  ({ ClientID }, { clientIds }) => ({ clientIds: clientIds.filter((clientId) => clientId !== ClientID) }),
)

export const UpdateOpenIDConnectProviderThumbprint = providerChange<{ ThumbprintList: string[] }>(
  iam.UpdateOpenIDConnectProviderThumbprint,
  ({ ThumbprintList }) => ({ thumbprints: readThumbprints(ThumbprintList) }),
)
