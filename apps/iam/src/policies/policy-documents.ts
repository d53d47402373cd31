import { documentSize, PolicyRefusal, validateIdentityPolicy } from '@rolecall/policy'
import { malformedPolicyDocument, quotaExceeded } from '../errors.ts'
import type { Quotas } from '../quotas.ts'

/** Documents go out percent-encoded by RFC 3986: everything but letters, digits and `-_.~`. */
export const encodeDocument = (document: string): string =>
  encodeURIComponent(document).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

/** Words what the policy grammar refuses as IAM does. */
export const asMalformedDocument = <Result>(validate: () => Result): Result => {
  try {
    return validate()
  } catch (error) {
    if (error instanceof PolicyRefusal) throw malformedPolicyDocument(error.message)
    throw error
  }
}

export const checkInlineDocument = (document: string): void =>
  asMalformedDocument(() => validateIdentityPolicy(document, { isManaged: false }))

export const checkManagedDocument = (document: string, quotas: Quotas): void => {
  asMalformedDocument(() => validateIdentityPolicy(document, { isManaged: true }))
  if (documentSize(document) > quotas.PolicySize) throw quotaExceeded(quotas, 'PolicySize')
}
