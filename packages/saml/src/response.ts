import { samlAssertion, samlProtocol } from './namespaces.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { readSignedContent } from './signed-content.ts'
import { readStrictly } from './strict-document.ts'
import { childrenOf, readTree, type XmlElement } from './xml-tree.ts'

const successStatus = 'urn:oasis:names:tc:SAML:2.0:status:Success'

/** What an identity provider says about somebody. Times are absent where it does not limit them. */
export interface Assertion {
  issuer: string
  subject: string
  /** URI of the subject's format. */
  subjectFormat: string
  /** Where the assertion was sent to. */
  recipients: string[]
  audiences: string[]
  /** Of its subject's confirmations, the last moment to show it. */
  confirmedUntil: Date | undefined
  issuedAt: Date
  notBefore: Date | undefined
  notOnOrAfter: Date | undefined
  /** When the session at the identity provider ends. */
  sessionEndsAt: Date | undefined
  attributes: ReadonlyMap<string, readonly string[]>
}

const refuse = (reason: string): never => {
  throw new SamlRefusal('format', reason)
}

const only = (element: XmlElement, name: string): XmlElement | undefined => {
  const [found, second] = childrenOf(element, samlAssertion, name)
  if (second !== undefined) refuse(`The assertion has more than one ${name}.`)
  return found
}

const needed = (element: XmlElement, name: string): XmlElement => only(element, name) ?? refuse(`The assertion has no ${name}.`)

const textOf = ({ text }: XmlElement): string => text.trim()

const timeIn = (element: XmlElement | undefined, attribute: string): Date | undefined => {
  const text = element?.attributes.get(attribute)
  if (text === undefined) return undefined
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? refuse(`${attribute} is no time.`) : time
}

const earliest = (times: readonly (Date | undefined)[]): Date | undefined =>
  times.reduce((first, time) => (first === undefined || (time !== undefined && time < first) ? time : first), undefined)

const attributesOf = (assertion: XmlElement): Map<string, string[]> => {
  const attributes = new Map<string, string[]>()
  const statements = childrenOf(assertion, samlAssertion, 'AttributeStatement')
  for (const attribute of statements.flatMap((statement) => childrenOf(statement, samlAssertion, 'Attribute'))) {
    const name = attribute.attributes.get('Name') ?? ''
    const values = childrenOf(attribute, samlAssertion, 'AttributeValue').map(textOf)
    attributes.set(name, [...(attributes.get(name) ?? []), ...values])
  }
  return attributes
}

const assertionIn = (content: XmlElement): XmlElement => {
  if (content.uri === samlAssertion && content.name === 'Assertion') return content
  return childrenOf(content, samlAssertion, 'Assertion')[0] ?? refuse('What is signed holds no assertion.')
}

const readAssertion = (assertion: XmlElement): Assertion => {
  const subject = needed(assertion, 'Subject')
  const nameId = needed(subject, 'NameID')
  const confirmations = childrenOf(subject, samlAssertion, 'SubjectConfirmation').flatMap((confirmation) => only(confirmation, 'SubjectConfirmationData') ?? [])
  const conditions = only(assertion, 'Conditions')
  const restrictions = conditions === undefined ? [] : childrenOf(conditions, samlAssertion, 'AudienceRestriction')
  const statements = childrenOf(assertion, samlAssertion, 'AuthnStatement')
  return {
    issuer: textOf(needed(assertion, 'Issuer')),
    subject: textOf(nameId),
    subjectFormat: nameId.attributes.get('Format') ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    recipients: confirmations.flatMap((data) => data.attributes.get('Recipient') ?? []),
    audiences: restrictions.flatMap((restriction) => childrenOf(restriction, samlAssertion, 'Audience').map(textOf)),
    confirmedUntil: earliest(confirmations.map((data) => timeIn(data, 'NotOnOrAfter'))),
    issuedAt: timeIn(assertion, 'IssueInstant') ?? refuse('The assertion has no IssueInstant.'),
    notBefore: timeIn(conditions, 'NotBefore'),
    notOnOrAfter: timeIn(conditions, 'NotOnOrAfter'),
    sessionEndsAt: earliest(statements.map((statement) => timeIn(statement, 'SessionNotOnOrAfter'))),
    attributes: attributesOf(assertion),
  }
}

/** A response that reports a failure has no assertion to verify; saying no needs no signature. */
const refuseFailure = (xml: string): void => {
  const { elements } = readStrictly(xml)
  const isOfProtocol = (element: Element, name: string) => element.namespaceURI === samlProtocol && element.localName === name
  const status = elements.find((element) => isOfProtocol(element, 'StatusCode') && element.parentNode?.nodeName.endsWith('Status') === true)
  const value = status?.getAttribute('Value') ?? successStatus
  if (value !== successStatus) throw new SamlRefusal('rejected', `The identity provider answered ${value}.`)
}

const asRefusal = (error: unknown): SamlRefusal =>
  error instanceof SamlRefusal ? error : new SamlRefusal('format', `The document cannot be read: ${error instanceof Error ? error.message : String(error)}`)

/**
 * The assertion of a SAML 2.0 response, verified by the provider's certificates (PEM) and read from nothing but what they
 * signed. Refuses with SamlRefusal; times, audience and recipient are for the caller to judge.
 */
export const readResponse = async (xml: string, certificates: readonly string[]): Promise<Assertion> => {
  try {
    refuseFailure(xml)
    return readAssertion(assertionIn(await readTree(readSignedContent(xml, certificates))))
  } catch (error) {
    throw asRefusal(error)
  }
}

/** The issuer that a response names, unverified. Refuses with SamlRefusal. */
export const claimedIssuer = (xml: string): string | undefined => {
  try {
    const { elements } = readStrictly(xml)
    const issuer = elements.find((element) => element.namespaceURI === samlAssertion && element.localName === 'Issuer')
    return issuer?.textContent?.trim()
  } catch (error) {
    throw asRefusal(error)
  }
}
