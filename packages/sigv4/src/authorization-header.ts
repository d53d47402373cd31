import type { SignatureParts } from './parts.ts'
import { missingEqualSign, missingHeaderParts, unsupportedAlgorithm } from './refusals.ts'
import { findHeader, type SignedRequest } from './signed-request.ts'

const algorithm = 'AWS4-HMAC-SHA256'
const startsWithAlgorithm = /^AWS4-HMAC-SHA256(?:\s|$)/

interface Parameters {
  Credential?: string | undefined
  SignedHeaders?: string | undefined
  Signature?: string | undefined
}

/** Of parameters named twice the last counts; unknown ones do not matter. */
const readParameters = (header: string, start: number): Parameters => {
  const parameters: Parameters = {}
  let next = start
  while (next < header.length) {
    const comma = header.indexOf(',', next)
    const end = comma < 0 ? header.length : comma
    const part = header.slice(next, end).trim()
    next = end + 1
    if (part === '') continue
    const equals = part.indexOf('=')
    if (equals < 0) throw missingEqualSign(header)
    const name = part.slice(0, equals)
    if (name === 'Credential' || name === 'SignedHeaders' || name === 'Signature') parameters[name] = part.slice(equals + 1)
  }
  return parameters
}

/** AWS names all that is missing, in this order. */
const namesOfMissing = (parameters: Parameters, dateText: string | undefined): string[] => [
  ...(['Credential', 'Signature', 'SignedHeaders'] as const)
    .filter((name) => parameters[name] === undefined)
    .map((name) => `Authorization header requires '${name}' parameter.`),
  ...(dateText === undefined ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."] : []),
]

/** The signature of an Authorization header; refuses one that is not complete. */
export const readAuthorization = (request: SignedRequest, header: string): SignatureParts => {
  if (!startsWithAlgorithm.test(header)) throw unsupportedAlgorithm(header.split(/\s/, 1)[0] ?? '')
  const { Credential, SignedHeaders, Signature } = readParameters(header, algorithm.length)
  const dateText = findHeader(request, 'x-amz-date') ?? findHeader(request, 'date')
  if (Credential === undefined || Signature === undefined || SignedHeaders === undefined || dateText === undefined) {
    throw missingHeaderParts(namesOfMissing({ Credential, Signature, SignedHeaders }, dateText), header)
  }
  const sessionToken = findHeader(request, 'x-amz-security-token')
  return { place: 'header', credential: Credential, signedHeadersText: SignedHeaders, signature: Signature, dateText, sessionToken }
}
