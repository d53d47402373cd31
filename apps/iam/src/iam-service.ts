import type { Ids } from '@rolecall/ids'
import type { HttpIssuers } from '@rolecall/oidc'
import type { ServiceDefinition } from '@rolecall/pipeline'
import { readHttpIssuers, readQuotas } from './config.ts'
import type { IamContext } from './context.ts'
import { Entities } from './entities/entities.ts'
import { operations } from './operations.ts'
import type { Quotas } from './quotas.ts'

interface IamOptions {
  ids: Ids
  /** Those of the environment unless given. */
  quotas?: Quotas
  httpIssuers?: HttpIssuers
}

/** IAM over a store. */
export const iamService = ({ ids, quotas = readQuotas(), httpIssuers = readHttpIssuers() }: IamOptions): ServiceDefinition<IamContext> => ({
  service: 'iam',
  operations,
  writeEffect: 'change-access',
  createContext: (store) => ({ store, ids, quotas, httpIssuers, entities: new Entities(store) }),
})
