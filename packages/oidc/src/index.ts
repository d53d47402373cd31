/**
 * OpenID Connect: issuers of our own, the keys of others, and signatures verified with them.
 * It must not know AWS's errors, nor who may assume what.
 */
export type { TrustedIssuer } from './fetch-keys.ts'
export * from './issuer-keys.ts'
export * from './issuer-url.ts'
export * from './key-refusal.ts'
export { readKeySet } from './key-set.ts'
export * from './own-issuers.ts'
export * from './token.ts'
export { signatureFault } from './verify-signature.ts'
