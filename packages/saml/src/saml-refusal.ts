/** Why a SAML document is not taken: it is none, it was not signed as it must be, or the identity provider said no itself. */
export type SamlFault = 'format' | 'signature' | 'rejected'

export class SamlRefusal extends Error {
  readonly fault: SamlFault

  constructor(fault: SamlFault, reason: string) {
    super(reason)
    this.name = 'SamlRefusal'
    this.fault = fault
  }
}
