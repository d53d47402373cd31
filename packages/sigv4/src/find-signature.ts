import { parseRequestDate } from './dates.ts'
import { headerDigest, incompleteSignature, missingToken, type SignatureRefusal, signatureDoesNotMatch } from './refusals.ts'
import { headerValue, type Scope, type Signature, type SignedRequest } from './signed-request.ts'

const algorithm = 'AWS4-HMAC-SHA256'
const hostNotSigned = "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."

interface Parts {
  place: 'header' | 'query'
  credential: string
  signedHeadersText: string
  signature: string
  dateText: string
  sessionToken: string | undefined
}

const wrongAlgorithm = (name: string): SignatureRefusal => incompleteSignature(`Unsupported AWS 'algorithm': '${name}'`)

const readParameters = (text: string, header: string): Map<string, string> => {
  const parameters = new Map<string, string>()
  for (const part of text.split(',')) {
    const trimmed = part.trim()
    if (trimmed === '') continue
    const equals = trimmed.indexOf('=')
    if (equals < 0) {
      throw incompleteSignature(
        `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${headerDigest(header)}'.`,
      )
    }
    parameters.set(trimmed.slice(0, equals), trimmed.slice(equals + 1))
  }
  return parameters
}

const missingFromHeader = (parameters: Map<string, string>, dateText: string | undefined, header: string): SignatureRefusal | undefined => {
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parameters.has(name))
    .map((name) => `Authorization header requires '${name}' parameter.`)
  if (dateText === undefined) missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  if (missing.length === 0) return undefined
  return incompleteSignature(`${missing.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${headerDigest(header)}`)
}

const readHeader = (request: SignedRequest, header: string): Parts => {
  const space = header.search(/\s/)
  const name = space < 0 ? header : header.slice(0, space)
  if (name !== algorithm) throw wrongAlgorithm(name)
  const parameters = readParameters(header.slice(space < 0 ? header.length : space + 1), header)
  const dateText = headerValue(request, 'x-amz-date') ?? headerValue(request, 'date')
  const refusal = missingFromHeader(parameters, dateText, header)
  if (refusal) throw refusal
  return {
    place: 'header',
    credential: parameters.get('Credential') ?? '',
    signedHeadersText: parameters.get('SignedHeaders') ?? '',
    signature: parameters.get('Signature') ?? '',
    dateText: dateText ?? '',
    sessionToken: headerValue(request, 'x-amz-security-token'),
  }
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** Of duplicates the first counts. */
const queryParameters = (target: string): Map<string, string> => {
  const parameters = new Map<string, string>()
  const start = target.indexOf('?')
  if (start < 0) return parameters
  for (const part of target.slice(start + 1).split('&')) {
    const equals = part.indexOf('=')
    const name = decode(equals < 0 ? part : part.slice(0, equals))
    if (!parameters.has(name)) parameters.set(name, equals < 0 ? '' : decode(part.slice(equals + 1)))
  }
  return parameters
}

const readQuery = (query: Map<string, string>): Parts => {
  if (query.get('X-Amz-Algorithm') !== algorithm) throw missingToken()
  const missing = ['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date'].filter((name) => !query.has(name))
  if (missing.length > 0) {
    const sentences = missing.map((name) => `AWS query-string parameters must include '${name}'.`)
    throw incompleteSignature(`${sentences.join(' ')} Re-examine the query-string parameters.`)
  }
  return {
    place: 'query',
    credential: query.get('X-Amz-Credential') ?? '',
    signedHeadersText: query.get('X-Amz-SignedHeaders') ?? '',
    signature: query.get('X-Amz-Signature') ?? '',
    dateText: query.get('X-Amz-Date') ?? '',
    sessionToken: query.get('X-Amz-Security-Token'),
  }
}

const readScope = (credential: string): { accessKeyId: string; scope: Scope } => {
  const parts = credential.split('/')
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = parts
  if (parts.length !== 5) {
    throw incompleteSignature(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    )
  }
  return { accessKeyId, scope: { date, region, service, terminator } }
}

const readParts = (request: SignedRequest): Parts | undefined => {
  const header = headerValue(request, 'authorization')
  const hasQuery = request.target.includes('X-Amz-Algorithm=')
  const query = hasQuery ? queryParameters(request.target) : undefined
  const isPresigned = query?.has('X-Amz-Algorithm') === true
  if (header !== undefined && isPresigned) throw signatureDoesNotMatch(undefined)
  if (header !== undefined) return readHeader(request, header)
  return query !== undefined && isPresigned ? readQuery(query) : undefined
}

/**
 * The signature that a request carries; undefined when it is unsigned. Refuses, in AWS's order, incomplete parameters, a
 * host that is not signed and dates that are none. The scope's words are judged by `checkScope`.
 */
export const findSignature = (request: SignedRequest): Signature | undefined => {
  const parts = readParts(request)
  if (parts === undefined) return undefined
  const signedHeaders = parts.signedHeadersText.split(';').map((name) => name.toLowerCase())
  if (!signedHeaders.includes('host') && !signedHeaders.includes(':authority')) throw signatureDoesNotMatch(hostNotSigned)
  const signedAt = parseRequestDate(parts.dateText)
  if (signedAt === undefined) {
    throw incompleteSignature(
      `Date must be in ISO-8601 'basic format'. Got '${parts.dateText}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    )
  }
  const { place, signature, sessionToken, dateText, signedHeadersText } = parts
  return { place, signature, sessionToken, dateText, signedHeadersText, signedHeaders, signedAt, ...readScope(parts.credential) }
}
