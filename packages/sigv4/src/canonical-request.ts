import { createHash } from 'node:crypto'
import { headerValues, type Signature, type SignedRequest } from './signed-request.ts'

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** Every byte but `A-Za-z0-9-._~` as `%XX`, upper-case. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

const removeDotSegments = (path: string): string => {
  const kept: string[] = []
  const segments = path.split('/')
  for (const segment of segments) {
    if (segment === '..') kept.pop()
    else if (segment !== '.' && segment !== '') kept.push(segment)
  }
  const last = segments.at(-1)
  const endsInSlash = kept.length > 0 && (last === '' || last === '.' || last === '..')
  return `/${kept.join('/')}${endsInSlash ? '/' : ''}`
}

/** The path, normalised and encoded once more than the client sent it (all services but S3). */
export const canonicalUri = (path: string): string => {
  if (path === '/' || path === '') return '/'
  return removeDotSegments(path).split('/').map(encode).join('/')
}

// Bytes that are not UTF-8 have no text; they are re-encoded as they are.
const reencode = (text: string): string => {
  const plain = text.replaceAll('+', ' ')
  if (!plain.includes('%')) return encode(plain)
  try {
    return encode(decodeURIComponent(plain))
  } catch {
    return plain.replaceAll(/%[0-9a-fA-F]{2}/g, (escape) => escape.toUpperCase())
  }
}

const compare = (one: string, other: string): number => {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** The query sorted by name, then value, without the signature itself. */
export const canonicalQuery = (query: string): string => {
  if (query === '') return ''
  const pairs = query
    .split('&')
    .filter((part) => part !== '')
    .map((part): [string, string] => {
      const equals = part.indexOf('=')
      return equals < 0 ? [reencode(part), ''] : [reencode(part.slice(0, equals)), reencode(part.slice(equals + 1))]
    })
    .filter(([name]) => name !== 'X-Amz-Signature')
  pairs.sort(([nameOne, valueOne], [nameOther, valueOther]) => compare(nameOne, nameOther) || compare(valueOne, valueOther))
  return pairs.map(([name, value]) => `${name}=${value}`).join('&')
}

const canonicalValue = (values: string[]): string =>
  values.map((value) => (value.includes('  ') || /^\s|\s$|\n/.test(value) ? value.trim().replaceAll(/\s+/g, ' ') : value)).join(',')

const canonicalHeaders = (request: SignedRequest, names: string[]): string => {
  let text = ''
  for (const name of [...names].sort(compare)) {
    text += `${name}:${canonicalValue(headerValues(request, name === ':authority' ? 'host' : name))}\n`
  }
  return text
}

export const canonicalRequest = (request: SignedRequest, signature: Signature): string => {
  const start = request.target.indexOf('?')
  const path = start < 0 ? request.target : request.target.slice(0, start)
  const query = start < 0 ? '' : request.target.slice(start + 1)
  const payloadHash = request.body.length === 0 ? emptyHash : sha256(request.body)
  const headers = canonicalHeaders(request, signature.signedHeaders)
  return `${request.method}\n${canonicalUri(path)}\n${canonicalQuery(query)}\n${headers}\n${signature.signedHeadersText}\n${payloadHash}`
}
