/**
 * SAML 2.0: the metadata of identity providers, and responses verified by it.
 * It must not know AWS's errors, nor what roles are.
 */
export { type IdentityProviderMetadata, readMetadata } from './metadata.ts'
export { type Assertion, claimedIssuer, readResponse } from './response.ts'
export { type SamlFault, SamlRefusal } from './saml-refusal.ts'
