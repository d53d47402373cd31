/**
 * Session tokens, access keys and finding the caller behind them.
 * It must not know wire formats or how a refusal is worded by each service.
 */
export * from './bounded-cache.ts'
export * from './caller.ts'
export { anonymousCaller } from './callers.ts'
export * from './find-caller.ts'
export { IdentitySigner, type IdentitySignatures } from './identity/identity-signer.ts'
export * from './issue-instance-credentials.ts'
export * from './issue-instance-identity.ts'
export * from './one-time-codes.ts'
export * from './organizations.ts'
export * from './plan-rotation.ts'
export { compilePolicy, PrincipalCache } from './principal-cache.ts'
export * from './run-due-rotations.ts'
export * from './sealer.ts'
export * from './session.ts'
