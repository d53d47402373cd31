import { createHash } from 'node:crypto'

interface Answer {
  code: string
  status: number
  message: string | undefined
}

/** Why a signature is refused, in the words of the Query family (IAM, STS, Auto Scaling, CloudFormation). */
export class SignatureRefusal extends Error {
  readonly code: string
  readonly status: number
  /** Undefined where AWS answers without a text. */
  readonly text: string | undefined

  constructor({ code, status, message }: Answer) {
    super(message ?? code)
    this.name = code
    this.code = code
    this.status = status
    this.text = message
  }

  /** EC2 tells malformed requests apart but words every failed authentication alike (sigv4.md §12). */
  forEc2(): Answer {
    if (this.code === 'IncompleteSignature') return { code: this.code, status: this.status, message: this.text }
    return { code: 'AuthFailure', status: 401, message: 'AWS was not able to validate the provided access credentials' }
  }
}

export const incompleteSignature = (message: string): SignatureRefusal =>
  new SignatureRefusal({ code: 'IncompleteSignature', status: 400, message })

export const signatureDoesNotMatch = (message: string | undefined): SignatureRefusal =>
  new SignatureRefusal({ code: 'SignatureDoesNotMatch', status: 403, message })

export const missingToken = (): SignatureRefusal =>
  new SignatureRefusal({ code: 'MissingAuthenticationToken', status: 403, message: 'Missing Authentication Token' })

/** AWS names the header by its hash, so that an error never repeats a signature. */
export const headerDigest = (header: string): string => createHash('sha256').update(header).digest('base64')
