import type { Sealer } from '@rolecall/credentials'
import type { ServiceDefinition } from '@rolecall/pipeline'
import { TrustingRoles } from './assume-role/trusting-roles.ts'
import type { StsContext } from './context.ts'
import { operations } from './operations.ts'

/** STS over what its operations use. */
export const stsService = ({ sealer }: { sealer: Sealer }): ServiceDefinition<StsContext> => {
  const roles = new TrustingRoles()
  return {
    service: 'sts',
    operations,
    writeEffect: 'write',
    createContext: (store) => ({ store, sealer, roles }),
  }
}
