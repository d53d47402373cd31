/** A document that AWS refuses at write time, in AWS's words (code MalformedPolicyDocument). */
export class PolicyRefusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PolicyRefusal'
  }
}

export const refuse = (message: string): never => {
  throw new PolicyRefusal(message)
}
