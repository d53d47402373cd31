import { readAuthorization } from './authorization-header.ts'
import { parseRequestDate } from './dates.ts'
import type { SignatureParts } from './parts.ts'
import { findPresigned, readPresigned } from './presigned-query.ts'
import { hostNotSigned, notADate, signedTwice } from './refusals.ts'
import { findHeader, type Scope, type Signature, type SignedRequest } from './signed-request.ts'

const findParts = (request: SignedRequest): SignatureParts | undefined => {
  const header = findHeader(request, 'authorization')
  const presigned = findPresigned(request.target)
  if (presigned === undefined) return header === undefined ? undefined : readAuthorization(request, header)
  if (header !== undefined) throw signedTwice()
  return readPresigned(presigned)
}

const noScope: Scope = { date: '', region: '', service: '', terminator: '' }

const readCredential = (credential: string): { accessKeyId: string; scope: Scope } => {
  const parts = credential.split('/')
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = parts
  return { accessKeyId, scope: parts.length === 5 ? { date, region, service, terminator } : noScope }
}

/**
 * The signature that a request carries; undefined when it is unsigned, which signature version 2 counts as. Refuses, in
 * AWS's order, incomplete parameters, a host that is not signed and dates that are none. What follows in that order is
 * left to the caller: `checkDate`, `checkScope`, finding the key, `checkSignature`.
 */
export const findSignature = (request: SignedRequest): Signature | undefined => {
  const parts = findParts(request)
  if (parts === undefined) return undefined
  const { place, credential, signedHeadersText, signature, dateText, sessionToken } = parts
  const signedHeaders = signedHeadersText.toLowerCase().split(';')
  if (!signedHeaders.includes('host') && !signedHeaders.includes(':authority')) throw hostNotSigned()
  const date = parseRequestDate(dateText)
  if (date === undefined) throw notADate(dateText)
  const { accessKeyId, scope } = readCredential(credential)
  return { place, accessKeyId, sessionToken, ...date, credential, scope, signedHeadersText, signedHeaders, signature }
}
