import { sha256 } from './bytes.ts'

interface Answer {
  code: string
  status: number
  message: string | undefined
}

/** What EC2 tells apart; the Query family does so by code and text. */
type Kind = 'unsigned' | 'incomplete' | 'mismatch' | 'expired-url'

/** Why a signature is refused, in the words of the Query family (IAM, STS, Auto Scaling, CloudFormation). */
export class SignatureRefusal extends Error {
  readonly kind: Kind
  readonly code: string
  readonly status: number
  /** Undefined where AWS answers without a text. */
  readonly text: string | undefined

  constructor(kind: Kind, { code, status, message }: Answer) {
    super(message ?? code)
    this.name = code
    this.kind = kind
    this.code = code
    this.status = status
    this.text = message
  }

  /** EC2 tells malformed requests apart but words every failed authentication alike. */
  forEc2(): Answer {
    switch (this.kind) {
      case 'incomplete':
        return { code: this.code, status: this.status, message: this.text }
      case 'unsigned':
        // A relic of signature version 2.
        return { code: 'MissingParameter', status: 400, message: 'The request must contain the parameter AWSAccessKeyId' }
      case 'expired-url':
        return { code: 'RequestExpired', status: 400, message: 'Request has expired.' }
      case 'mismatch':
        return { code: 'AuthFailure', status: 401, message: 'AWS was not able to validate the provided access credentials' }
    }
  }
}

const incomplete = (message: string): SignatureRefusal =>
  new SignatureRefusal('incomplete', { code: 'IncompleteSignature', status: 400, message })

const mismatch = (message: string | undefined): SignatureRefusal =>
  new SignatureRefusal('mismatch', { code: 'SignatureDoesNotMatch', status: 403, message })

export const signedTwice = (): SignatureRefusal => mismatch(undefined)

export const unsupportedAlgorithm = (name: string): SignatureRefusal => incomplete(`Unsupported AWS 'algorithm': '${name}'`)

export const unsupportedQueryAlgorithm = (): SignatureRefusal =>
  new SignatureRefusal('unsigned', { code: 'MissingAuthenticationToken', status: 403, message: 'Missing Authentication Token' })

// AWS names the header by the hash of its bytes, so that an error never repeats a signature.
const headerDigest = (header: string): string => Buffer.from(sha256(header), 'hex').toString('base64')

export const missingEqualSign = (header: string): SignatureRefusal =>
  incomplete(
    `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${headerDigest(header)}'.`,
  )

export const missingHeaderParts = (sentences: string[], header: string): SignatureRefusal =>
  incomplete(`${sentences.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${headerDigest(header)}`)

export const missingQueryParameters = (names: string[]): SignatureRefusal => {
  const sentences = names.map((name) => `AWS query-string parameters must include '${name}'.`)
  return incomplete(`${sentences.join(' ')} Re-examine the query-string parameters.`)
}

export const hostNotSigned = (): SignatureRefusal =>
  mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")

export const notADate = (text: string): SignatureRefusal =>
  incomplete(`Date must be in ISO-8601 'basic format'. Got '${text}'. See http://en.wikipedia.org/wiki/ISO_8601`)

interface SkewedDates {
  signedAt: string
  border: string
  /** Now and the window: `20210502T174643Z - 15 min.` */
  reckoning: string
}

export const signatureExpired = (place: 'header' | 'query', { signedAt, border, reckoning }: SkewedDates): SignatureRefusal =>
  new SignatureRefusal(place === 'query' ? 'expired-url' : 'mismatch', {
    code: 'SignatureDoesNotMatch',
    status: 403,
    message: `Signature expired: ${signedAt} is now earlier than ${border} (${reckoning})`,
  })

export const signatureNotYetCurrent = ({ signedAt, border, reckoning }: SkewedDates): SignatureRefusal =>
  mismatch(`Signature not yet current: ${signedAt} is still later than ${border} (${reckoning})`)

export const malformedCredential = (credential: string): SignatureRefusal =>
  incomplete(
    `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
  )

export const wrongScope = (sentences: string[]): SignatureRefusal => mismatch(sentences.map((sentence) => `${sentence} `).join(''))
