/** Signature Version 4, the verifying side. Pure: it knows no keys but those it is given, no store and no clock. */
export { canonicalRequest } from './canonical-request.ts'
export { checkDate, checkScope, type ScopeRule } from './checks.ts'
export { checkSignature, signingKey, stringToSign } from './check-signature.ts'
export { findSignature } from './find-signature.ts'
export { SignatureRefusal } from './refusals.ts'
export type { Scope, Signature, SignedRequest } from './signed-request.ts'
