import type { Clock } from '@rolecall/clock'
import type { Sealer } from '@rolecall/credentials'
import type { Ids } from '@rolecall/ids'
import { type HttpIssuers, OwnIssuers } from '@rolecall/oidc'
import type { ServiceDefinition } from '@rolecall/pipeline'
import { readHttpIssuers, readQuotas } from './config.ts'
import type { IamContext } from './context.ts'
import { Entities } from './entities/entities.ts'
import { operations } from './operations.ts'
import type { Quotas } from './quotas.ts'
import { refuseSessionsWithoutMfa } from './session-callers.ts'

interface IamOptions {
  ids: Ids
  sealer: Sealer
  clock: Clock
  /** Those of the environment unless given. */
  quotas?: Quotas
  httpIssuers?: HttpIssuers
}

/** IAM over a store. */
export const iamService = ({ ids, sealer, clock, quotas = readQuotas(), httpIssuers = readHttpIssuers() }: IamOptions): ServiceDefinition<IamContext> => ({
  service: 'iam',
  operations,
  writeEffect: 'change-access',
  admit: refuseSessionsWithoutMfa,
  createContext: (store) => ({
    store,
    ids,
    clock,
    quotas,
    httpIssuers,
    issuers: new OwnIssuers({ store, sealer, clock, ids }),
    entities: new Entities(store),
  }),
})
