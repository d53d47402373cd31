import { parseArn } from '@rolecall/ids'
import { type Assertion, claimedIssuer, readResponse, SamlRefusal } from '@rolecall/saml'
import type { AwsError } from '@rolecall/models'
import type { ListedSamlProvider, Store } from '@rolecall/store'
import { readRoleArn } from '../assume-role/find-role.ts'
import { checkRole } from './assertion-attributes.ts'
import { invalidResponse, invalidSignature, noSuchProvider, otherAudience, otherIssuer, rejectedByProvider, responseExpired } from './errors.ts'

// Clocks may differ by this much, and an assertion must be used within it.
const leewayMilliseconds = 5 * 60_000

const audiences: Readonly<Record<string, RegExp>> = {
  'aws-cn': /^(?:https:\/\/(?:[a-z0-9-]+\.)?signin\.amazonaws\.cn\/saml|urn:amazon:webservices:cn-[a-z]+-\d)$/,
  'aws-us-gov': /^(?:https:\/\/(?:[a-z0-9-]+\.)?signin\.amazonaws-us-gov\.com\/saml|urn:amazon:webservices:govcloud)$/,
}
const publicAudience = /^(?:https:\/\/(?:[a-z0-9-]+\.)?signin\.aws\.amazon\.com\/saml|urn:amazon:webservices)$/

/** What is asked with a SAML response. */
export interface SamlInput {
  RoleArn?: string | undefined
  PrincipalArn?: string | undefined
  SAMLAssertion?: string | undefined
}

/** Somebody whom a provider of the role's account vouches for. */
export interface SamlIdentity {
  assertion: Assertion
  providerArn: string
  /** Of the sign-in addresses of AWS, the one that the assertion was sent to. */
  recipient: string
}

const decode = (text: string): string => {
  const base64 = text.replaceAll(/\s/g, '')
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0 || bytes.toString('base64').replaceAll('=', '') !== base64.replaceAll('=', '')) throw invalidResponse('It is no base64.')
  return bytes.toString('utf8')
}

const asAwsError = (error: unknown): unknown => {
  if (!(error instanceof SamlRefusal)) return error
  const errors: Record<SamlRefusal['fault'], (reason: string) => AwsError> = { format: invalidResponse, signature: invalidSignature, rejected: rejectedByProvider }
  return errors[error.fault](error.message)
}

/** The provider must be one of the role's account. */
const findProvider = async ({ RoleArn = '', PrincipalArn = '' }: SamlInput, store: Store): Promise<ListedSamlProvider> => {
  const role = readRoleArn(RoleArn)
  const principal = parseArn(PrincipalArn)
  const isOfRole = principal?.account === role.account && principal.partition === role.partition
  const provider = isOfRole ? await store.samlProviders.find(PrincipalArn) : undefined
  if (provider === undefined) throw noSuchProvider()
  return provider
}

const isAfter = (time: Date | undefined, milliseconds: number): boolean => time !== undefined && time.getTime() > milliseconds
const isBefore = (time: Date | undefined, milliseconds: number): boolean => time !== undefined && time.getTime() <= milliseconds

const checkTimes = ({ issuedAt, notBefore, notOnOrAfter, confirmedUntil }: Assertion, now: number): void => {
  if (isBefore(issuedAt, now - leewayMilliseconds)) throw responseExpired('The assertion was issued more than five minutes ago.')
  if (isAfter(issuedAt, now + leewayMilliseconds) || isAfter(notBefore, now + leewayMilliseconds)) throw responseExpired('The assertion is not valid yet.')
  if (isBefore(notOnOrAfter, now - leewayMilliseconds) || isBefore(confirmedUntil, now - leewayMilliseconds)) {
    throw responseExpired('The assertion is not valid any more.')
  }
}

const recipientOf = (assertion: Assertion, partition: string): string => {
  const accepted = audiences[partition] ?? publicAudience
  if (!assertion.audiences.some((audience) => accepted.test(audience))) throw otherAudience('The assertion is for another audience.')
  const recipient = assertion.recipients.find((address) => accepted.test(address))
  if (recipient === undefined) throw otherAudience('The assertion was sent to another recipient.')
  return recipient
}

const verify = async (input: SamlInput, store: Store, now: Date): Promise<SamlIdentity> => {
  const xml = decode(input.SAMLAssertion ?? '')
  const issuer = claimedIssuer(xml)
  const provider = await findProvider(input, store)
  if (issuer !== provider.entityId) throw otherIssuer()
  if (provider.validUntil <= now) throw invalidSignature("The provider's metadata has expired.")
  const assertion = await readResponse(xml, provider.certificates)
  if (assertion.issuer !== provider.entityId) throw otherIssuer()
  checkTimes(assertion, now.getTime())
  const recipient = recipientOf(assertion, provider.partition)
  checkRole(assertion.attributes, input.RoleArn ?? '', provider.arn)
  return { assertion, providerArn: provider.arn, recipient }
}

/** Verifies SAML responses, each once per request: authorization and the operation both need it. */
export class SamlIdentities {
  readonly #store: Store
  #verified: Promise<SamlIdentity> | undefined

  constructor(store: Store) {
    this.#store = store
  }

  verify(input: SamlInput, now: Date): Promise<SamlIdentity> {
    this.#verified ??= verify(input, this.#store, now).catch((error: unknown) => {
      throw asAwsError(error)
    })
    return this.#verified
  }
}
