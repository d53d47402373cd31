import type { Clock } from '@rolecall/clock'
import type { Ids } from '@rolecall/ids'
import type { OperationHandle } from '@rolecall/models'
import { type Operation, type OperationDefinition, operationsFor, type OperationRequest } from '@rolecall/pipeline'
import type { HttpIssuers, OwnIssuers } from '@rolecall/oidc'
import type { Store } from '@rolecall/store'
import type { Entities } from './entities/entities.ts'
import { checkMembers } from './member-checks.ts'
import type { Quotas } from './quotas.ts'

/** What an IAM operation may use. */
export interface IamContext {
  store: Store
  ids: Ids
  clock: Clock
  quotas: Quotas
  /** Which OpenID Connect providers may use plain HTTP. */
  httpIssuers: HttpIssuers
  /** The issuers that sign here. */
  issuers: OwnIssuers
  /** What this request has read of users, groups, roles, profiles and policies; asking again reads nothing. */
  entities: Entities
}

export type IamRequest = OperationRequest<IamContext>

/** An input that passed validation: the members that the model requires are there. */
type Validated<Input> = {
  [Member in keyof Input]: object extends Pick<Input, Member> ? Input[Member] : Exclude<Input[Member], undefined>
}

const bind = operationsFor<IamContext>()

/** Declares an operation of IAM; what IAM checks of every request comes first. */
export const iamOperation = <Input extends object, Output extends object>(
  handle: OperationHandle<Input, Output>,
  definition: OperationDefinition<Validated<Input>, Output | undefined, IamContext>,
): Operation<IamContext> =>
  bind<Validated<Input>, Output>(handle as unknown as OperationHandle<Validated<Input>, Output>, {
    ...definition,
    access(input, request) {
      checkMembers(input)
      return definition.access(input, request)
    },
  })

/** A handle of which only the members are known that its family shares. */
export type AnyHandle = OperationHandle<never, object>

/** Declares an operation of a family; its input is known by the members that the family's operations share. */
export const familyOperation = <Input extends object>(
  handle: AnyHandle,
  definition: OperationDefinition<Input, object | undefined, IamContext>,
): Operation<IamContext> =>
  iamOperation(handle as unknown as OperationHandle<Input, object>, definition as OperationDefinition<Validated<Input>, object | undefined, IamContext>)
