import type { Ids } from '@rolecall/ids'
import type { ServiceDefinition } from '@rolecall/pipeline'
import type { Ec2Context } from './context.ts'
import { InstanceDocuments } from './instances/instance-documents.ts'
import { RequestedInstances } from './instances/requested-instances.ts'
import { operations } from './operations.ts'

interface Ec2Options {
  ids: Ids
  stateDelaySeconds: number
}

/** EC2 over what its operations use. */
export const ec2Service = ({ ids, stateDelaySeconds }: Ec2Options): ServiceDefinition<Ec2Context> => {
  const instanceDocuments = new InstanceDocuments()
  return {
    service: 'ec2',
    operations,
    writeEffect: 'write',
    createContext: (store) => ({ store, ids, stateDelaySeconds, instanceDocuments, instances: new RequestedInstances(store) }),
  }
}
