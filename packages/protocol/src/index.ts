/**
 * The aws-query and ec2-query protocols: bytes to typed, valid input, and output or refusal to bytes. Knows the models
 * and nothing of signatures, callers, policies or storage; holds no state but what it has compiled.
 */
export type { ApiRequest, ApiResponse, Parameters } from './message.ts'
export { readInput } from './input/read-input.ts'
export { writeError } from './output/write-error.ts'
export { writeOutput } from './output/write-output.ts'
export { headerOf } from './request/header-of.ts'
export { type NamedOperation, readRequest } from './request/read-request.ts'
