import type { Ids } from '@rolecall/ids'
import type { OperationHandle } from '@rolecall/models'
import { type Operation, type OperationDefinition, operationsFor, type OperationRequest } from '@rolecall/pipeline'
import type { Store } from '@rolecall/store'
import type { InstanceDocuments } from './instances/instance-documents.ts'
import type { RequestedInstances } from './instances/requested-instances.ts'

/** What an EC2 operation may use. */
export interface Ec2Context {
  store: Store
  ids: Ids
  /** How long asynchronous states last; with 0 only the call that causes a change shows them. */
  stateDelaySeconds: number
  /** Instances as they were last read, shared by all requests of the process. */
  instanceDocuments: InstanceDocuments
  /** The instances that this request names. */
  instances: RequestedInstances
}

export type Ec2Request = OperationRequest<Ec2Context>

/** An input that passed validation: the members that the model requires are there. */
export type Validated<Input> = {
  [Member in keyof Input]: object extends Pick<Input, Member> ? Input[Member] : Exclude<Input[Member], undefined>
}

const bind = operationsFor<Ec2Context>()

/** Declares an operation of EC2. */
export const ec2Operation = <Input extends object, Output extends object>(
  handle: OperationHandle<Input, Output>,
  definition: OperationDefinition<Validated<Input>, Output | undefined, Ec2Context>,
): Operation<Ec2Context> => bind<Validated<Input>, Output>(handle as unknown as OperationHandle<Validated<Input>, Output>, definition)
