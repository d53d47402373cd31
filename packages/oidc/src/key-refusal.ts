/** Why the keys of an issuer could not be had. */
export type KeyRefusalKind = 'unreachable' | 'timeout' | 'thumbprint'

/** The keys of an issuer could not be had; the message is for the log. */
export class KeyRefusal extends Error {
  readonly kind: KeyRefusalKind

  constructor(kind: KeyRefusalKind, reason: string) {
    super(reason)
    this.name = 'KeyRefusal'
    this.kind = kind
  }
}
