import { serviceNotSupported } from './errors.ts'

/** A service that takes credentials of its own from IAM users. */
interface CredentialService {
  /** Keys are one text, may expire and go by an alias; the others are a user name and a password. */
  isKey: boolean
}

const services: ReadonlyMap<string, CredentialService> = new Map([
  ['codecommit.amazonaws.com', { isKey: false }],
  ['cassandra.amazonaws.com', { isKey: false }],
  ['bedrock.amazonaws.com', { isKey: true }],
  ['logs.amazonaws.com', { isKey: true }],
])

export const getCredentialService = (name: string): CredentialService => {
  const service = services.get(name)
  if (service === undefined) throw serviceNotSupported(name)
  return service
}
