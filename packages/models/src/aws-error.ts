export interface AwsErrorDetails {
  /** The wire code, such as `NoSuchEntity` or `InvalidInstanceID.NotFound`. */
  code: string
  /** The HTTP status. */
  status: number
  /** Left out where AWS answers without a Message element. */
  message?: string
  /** Why, for the request log only; it never reaches the client. */
  reason?: string
}

/** A refusal in AWS's own code and words; the only error that operations throw. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  readonly hasMessage: boolean
  readonly reason: string | undefined

  constructor(details: AwsErrorDetails) {
    super(details.message ?? '')
    this.name = details.code
    this.code = details.code
    this.status = details.status
    this.hasMessage = details.message !== undefined
    this.reason = details.reason
  }

  get fault(): 'Sender' | 'Receiver' {
    return this.status >= 500 ? 'Receiver' : 'Sender'
  }
}
