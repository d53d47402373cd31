import type { SignatureParts } from './parts.ts'
import { missingQueryParameters, unsupportedQueryAlgorithm } from './refusals.ts'

const algorithm = 'AWS4-HMAC-SHA256'
const required = ['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date']

const decode = (text: string): string => {
  const spaced = text.replaceAll('+', ' ')
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return text
  }
}

/** Of parameters given twice the first counts. */
const readParameters = (query: string): Map<string, string> => {
  const parameters = new Map<string, string>()
  for (const part of query.split('&')) {
    const equals = part.indexOf('=')
    const name = decode(equals < 0 ? part : part.slice(0, equals))
    if (!parameters.has(name)) parameters.set(name, equals < 0 ? '' : decode(part.slice(equals + 1)))
  }
  return parameters
}

/** The parameters of a presigned URL; undefined when it is none. */
export const findPresigned = (target: string): Map<string, string> | undefined => {
  const start = target.indexOf('?')
  if (start < 0) return undefined
  const parameters = readParameters(target.slice(start + 1))
  return parameters.has('X-Amz-Algorithm') ? parameters : undefined
}

/** The signature of a presigned URL; refuses one that is not complete. X-Amz-Expires does not matter to our services. */
export const readPresigned = (parameters: Map<string, string>): SignatureParts => {
  if (parameters.get('X-Amz-Algorithm') !== algorithm) throw unsupportedQueryAlgorithm()
  const missing = required.filter((name) => !parameters.has(name))
  if (missing.length > 0) throw missingQueryParameters(missing)
  return {
    place: 'query',
    credential: parameters.get('X-Amz-Credential') ?? '',
    signedHeadersText: parameters.get('X-Amz-SignedHeaders') ?? '',
    signature: parameters.get('X-Amz-Signature') ?? '',
    dateText: parameters.get('X-Amz-Date') ?? '',
    sessionToken: parameters.get('X-Amz-Security-Token'),
  }
}
