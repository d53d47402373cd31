import { percentEncode, reencode, sha256 } from './bytes.ts'
import { joinHeader, type Signature, type SignedRequest } from './signed-request.ts'

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Like the signers of the SDKs: only a path that ends in a slash keeps one at its end. */
const removeDotSegments = (path: string): string => {
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop()
    else if (segment !== '.' && segment !== '') kept.push(segment)
  }
  const end = kept.length > 0 && path.endsWith('/') ? '/' : ''
  return `/${kept.map(percentEncode).join('/')}${end}`
}

/** The path, normalised and encoded once more than the client sent it (all services but S3). */
const canonicalUri = (path: string): string => (path === '/' ? '/' : removeDotSegments(path))

const compareTexts = (one: string, other: string): number => {
  if (one === other) return 0
  return one < other ? -1 : 1
}

type Pair = [name: string, value: string]

const readPair = (part: string): Pair => {
  const equals = part.indexOf('=')
  return equals < 0 ? [reencode(part), ''] : [reencode(part.slice(0, equals)), reencode(part.slice(equals + 1))]
}

/** Only the signature that counts is left out: any other X-Amz-Signature is a parameter that nobody signed. */
const withoutSignature = (pairs: Pair[]): Pair[] => {
  const index = pairs.findIndex(([name]) => name === 'X-Amz-Signature')
  return index < 0 ? pairs : pairs.toSpliced(index, 1)
}

/** The query sorted by encoded name, then by encoded value. */
const canonicalQuery = (query: string, place: Signature['place']): string => {
  const pairs = query
    .split('&')
    .filter((part) => part !== '')
    .map(readPair)
  const signed = place === 'query' ? withoutSignature(pairs) : pairs
  return signed
    .sort((one, other) => compareTexts(one[0], other[0]) || compareTexts(one[1], other[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

const uneven = /^[ \t]|[ \t]$|[\t\r\n]| {2}/
// Of a folded header every line counts as a value, as the published vectors have it.
const fold = /[ \t]*\r?\n[ \t]*/g

/** Only spaces and tabs count as white space: a byte such as A0 may be part of a character. */
const canonicalValue = (value: string): string =>
  uneven.test(value) ? value.replaceAll(/^[ \t\r\n]+|[ \t\r\n]+$/g, '').replaceAll(fold, ',').replaceAll(/[ \t]+/g, ' ') : value

const isSorted = (names: string[]): boolean => names.every((name, index) => index === 0 || (names[index - 1] ?? '') <= name)

/** A name that is listed twice counts once, so a request cannot make this longer than itself. */
const canonicalHeaders = (request: SignedRequest, names: string[]): string => {
  let text = ''
  let previous: string | undefined
  // All SDKs list them in order.
  for (const name of isSorted(names) ? names : names.toSorted(compareTexts)) {
    if (name !== previous) text += `${name}:${joinHeader(request, name === ':authority' ? 'host' : name, canonicalValue)}\n`
    previous = name
  }
  return text
}

/** The text whose hash is signed: what of the request the signature covers. */
export const canonicalRequest = (request: SignedRequest, signature: Signature): string => {
  const { method, target, body } = request
  const queryStart = target.indexOf('?')
  const path = canonicalUri(queryStart < 0 ? target : target.slice(0, queryStart))
  const query = queryStart < 0 ? '' : canonicalQuery(target.slice(queryStart + 1), signature.place)
  const headers = canonicalHeaders(request, signature.signedHeaders)
  const payloadHash = body.length === 0 ? emptyHash : sha256(body)
  return `${method}\n${path}\n${query}\n${headers}\n${signature.signedHeadersText}\n${payloadHash}`
}
