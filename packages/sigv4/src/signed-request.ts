/** A request as it arrived: the raw target, and raw header pairs in order of arrival. */
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

export interface Signature {
  place: 'header' | 'query'
  accessKeyId: string
  sessionToken: string | undefined
  /** The date as it was sent. */
  dateText: string
  signedAt: Date
  scope: Scope
  /** The SignedHeaders text as it was sent. */
  signedHeadersText: string
  signedHeaders: string[]
  signature: string
}

/** All values of a header, in order of arrival. */
export const headerValues = (request: SignedRequest, lowerName: string): string[] => {
  const values: string[] = []
  for (const [name, value] of request.headers) {
    if (name.length === lowerName.length && name.toLowerCase() === lowerName) values.push(value)
  }
  return values
}

export const headerValue = (request: SignedRequest, lowerName: string): string | undefined => {
  for (const [name, value] of request.headers) {
    if (name.length === lowerName.length && name.toLowerCase() === lowerName) return value
  }
  return undefined
}
