import type { Service } from './service.ts'

declare const types: unique symbol

/** Names an operation and carries its types; loads no client. */
export interface OperationHandle<Input extends object, Output extends object> {
  readonly service: Service
  readonly name: string
  /** Never set: it only keeps the two types. */
  readonly [types]?: (input: Input) => Output
}

/** What an operation answers, without what the SDK adds about the HTTP exchange. */
export type OutputOf<CommandOutput extends object> = Omit<CommandOutput, '$metadata'>

/** The generated files make their handles with this. */
export const operationOf =
  (service: Service) =>
  <Input extends object, CommandOutput extends object>(name: string): OperationHandle<Input, OutputOf<CommandOutput>> => ({
    service,
    name,
  })
