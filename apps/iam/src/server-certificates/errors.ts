import { AwsError, error } from '@rolecall/models'
import { entityAlreadyExists } from '../errors.ts'

export const serverCertificateExists = (name: string): AwsError => entityAlreadyExists(`The Server Certificate with name ${name} already exists.`)

const malformed = (message: string): AwsError => new AwsError({ ...error('iam', 'MalformedCertificate'), message })

export const unreadableBody = (): AwsError => malformed('Unable to parse certificate. Please ensure the certificate is in PEM format.')

export const unreadableKey = (): AwsError => malformed('Invalid Private Key.')

/** `index` is the place in the chain of the certificate that the next did not issue; -1 is the server's own. */
export const brokenChain = (index: number): AwsError =>
  malformed(
    `Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: ${index}`,
  )

export const keyDoesNotMatch = (): AwsError =>
  new AwsError({ ...error('iam', 'KeyPairMismatch'), message: 'The public key certificate and the private key do not match.' })
