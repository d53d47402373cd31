/**
 * Signature Version 4, the verifying side: what a request says of its signature, and whether it is true. Pure: it knows no
 * keys but those it is given, no store, no clock and no operation; who may do what is decided elsewhere.
 */
export { canonicalRequest } from './canonical-request.ts'
export { checkDate, checkScope, type ScopeRule } from './checks.ts'
export { checkSignature, stringToSign } from './check-signature.ts'
export { findSignature } from './find-signature.ts'
export { SignatureRefusal } from './refusals.ts'
export { signingKey } from './signing-keys.ts'
export type { Scope, Signature, SignedRequest } from './signed-request.ts'
