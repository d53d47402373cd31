import type { Service } from '@rolecall/models'
import { type ApiHandler, type PipelineDependencies, ServiceHandler } from '@rolecall/pipeline'

/** A service of AWS that has no app yet: it authenticates and answers NotImplemented, by name, for every operation. */
export const notSimulated = (service: Service, dependencies: PipelineDependencies): ApiHandler =>
  new ServiceHandler({ service, operations: [], writeEffect: 'write', createContext: () => ({}) }, dependencies)
