import type { Sealer } from '@rolecall/credentials'
import type { ServiceDefinition } from '@rolecall/pipeline'
import type { StsContext } from './context.ts'
import { operations } from './operations.ts'

/** STS over what its operations use. */
export const stsService = ({ sealer }: { sealer: Sealer }): ServiceDefinition<StsContext> => ({
  service: 'sts',
  operations,
  writeEffect: 'write',
  createContext: (store) => ({ store, sealer }),
})
