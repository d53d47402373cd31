/** The texts that make up a signature, all present but not yet read. */
export interface SignatureParts {
  place: 'header' | 'query'
  credential: string
  signedHeadersText: string
  signature: string
  dateText: string
  sessionToken: string | undefined
}
