/**
 * OpenID Connect: issuers of our own, the keys of others, and tokens verified with them.
 * It must not know AWS's errors, nor who may assume what.
 */
export * from './issuer-url.ts'
