import type { Caller } from '@rolecall/credentials'
import type { OperationHandle, Service } from '@rolecall/models'
import type { NamedPolicy, Principal } from '@rolecall/policy'
import type { Store } from '@rolecall/store'

/** Condition keys of one check; undefined values are keys that the request does not carry. */
export type ConditionKeys = Readonly<Record<string, string | readonly string[] | undefined>>

/** One thing that policies must allow before an operation runs. */
export interface AccessCheck {
  /** `service:Name`; the operation's own unless given. */
  action?: string
  /** ARN, or `*` for actions without resource-level permission. */
  resource: string
  /** The resource as the service spells it in denials (`role NAME`); the ARN unless given, nothing when null. */
  shownResource?: string | null
  /** The account that owns the resource; the caller's unless given. */
  resourceAccount?: string
  conditionKeys?: ConditionKeys
  /** Who is judged in place of the caller, where the operation needs no signature. */
  principal?: Principal
  /** The resource's own policy, such as a role's trust policy. */
  resourcePolicy?: NamedPolicy
  resourcePolicyKind?: 'trust' | 'resource'
  /** A sentence for the request log alone, such as that there is no such resource. */
  remark?: string
  /** Answered in place of the usual sentence. */
  refusal?: (reason: string) => Error
}

/** Declares an operation that every signed caller may use. */
export const anyCaller = 'anyCaller'

/** What an operation knows of the request besides its input. */
export interface OperationRequest<Context> {
  context: Context
  caller: Caller
  partition: string
  /** The region of the signature. */
  region: string
  /** The request came to `sts.amazonaws.com`, the endpoint without a region. */
  isGlobalEndpoint: boolean
  account: string
  /** The one time of this request. */
  now: Date
  requestId: string
}

type MaybePromise<Value> = Value | Promise<Value>

/**
 * `read` runs without a transaction. `write` and `change-access` share one transaction from authorization to the end;
 * `change-access` also makes every cached permission of the account stale.
 */
export type Effect = 'read' | 'write' | 'change-access'

export interface OperationDefinition<Input, Output, Context> {
  access(input: Input, request: OperationRequest<Context>): MaybePromise<AccessCheck[] | typeof anyCaller>
  run(input: Input, request: OperationRequest<Context>): MaybePromise<Output>
  /** Refuses what the request names and does not exist: so far a dry run of a write goes. One of a read does what the read does. */
  lookUp?(input: Input, request: OperationRequest<Context>): MaybePromise<unknown>
  /** Left out: `read` for Get…, List…, Describe… and the like, else the service's `writeEffect`. */
  effect?: Effect
}

// Method syntax above makes definitions bivariant in their input, so that lists of them need no casts.
export interface Operation<Context> extends OperationDefinition<object, object | undefined, Context> {
  handle: OperationHandle<object, object>
}

/** Binds the operations of one app to its context. */
export const operationsFor =
  <Context>() =>
  <Input extends object, Output extends object>(
    handle: OperationHandle<Input, Output>,
    definition: OperationDefinition<Input, Output | undefined, Context>,
  ): Operation<Context> => ({
    ...(definition as OperationDefinition<object, object | undefined, Context>),
    handle: handle as unknown as OperationHandle<object, object>,
  })

/** One API service: what it answers and what its operations may use. */
export interface ServiceDefinition<Context> {
  service: Service
  operations: readonly Operation<Context>[]
  /** The effect of operations that neither read by their name nor say otherwise. */
  writeEffect: 'write' | 'change-access'
  /** Refuses callers whose credentials the service takes for invalid, before anything of their request is looked at. */
  admit?(caller: Caller): void
  /** Made anew for each request; within a write, `store` is the transaction. */
  createContext(store: Store): Context
}
