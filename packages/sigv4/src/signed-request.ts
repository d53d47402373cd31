/** A request as it arrived: the raw target, and raw header pairs in order of arrival; see `bytes.ts` on their characters. */
export interface SignedRequest {
  method: string
  target: string
  headers: readonly (readonly [name: string, value: string])[]
  body: Uint8Array
}

export interface Scope {
  date: string
  region: string
  service: string
  terminator: string
}

/** What a request says of its own signature; nothing in it is verified. */
export interface Signature {
  place: 'header' | 'query'
  accessKeyId: string
  sessionToken: string | undefined
  signedAt: Date
  /** `signedAt` as the string to sign writes it: `20260102T030405Z`. */
  signedAtText: string
  /** The credential as it was sent: `KEYID/DATE/REGION/SERVICE/aws4_request`. */
  credential: string
  /** Empty when the credential has not exactly five parts, which `checkScope` refuses. */
  scope: Scope
  /** The SignedHeaders text as it was sent. */
  signedHeadersText: string
  /** The names in it, in lower case. */
  signedHeaders: string[]
  signature: string
}

const isNamed = (name: string, lowerName: string): boolean =>
  name === lowerName || (name.length === lowerName.length && name.toLowerCase() === lowerName)

/** The first value of a header. */
export const findHeader = (request: SignedRequest, lowerName: string): string | undefined => {
  for (const pair of request.headers) {
    if (isNamed(pair[0], lowerName)) return pair[1]
  }
  return undefined
}

/** All values of a header in order of arrival, each made canonical, joined by commas; empty when it is absent. */
export const joinHeader = (request: SignedRequest, lowerName: string, canonicalValue: (value: string) => string): string => {
  let joined: string | undefined
  for (const pair of request.headers) {
    if (!isNamed(pair[0], lowerName)) continue
    joined = joined === undefined ? canonicalValue(pair[1]) : `${joined},${canonicalValue(pair[1])}`
  }
  return joined ?? ''
}
