import { SignedXml } from 'xml-crypto'
import { samlKeys } from './saml-keys.ts'

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol'
const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion'
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'

export type SamlPart = 'Response' | 'Assertion'

/** What a response says; times in milliseconds since 1970. */
export interface SamlClaims {
  entityId: string
  subject?: string
  subjectFormat?: string
  audience?: string
  recipient?: string
  issuedAt: number
  notBefore?: number
  notOnOrAfter?: number
  sessionEndsAt?: number
  status?: string
  attributes?: Record<string, string | string[]>
}

const certificateText = (certificate: string): string => certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '')

/** A metadata document, long enough for IAM. */
export const samlMetadata = (entityId: string, { key = 0, validUntil }: { key?: number; validUntil?: string } = {}): string => {
  const certificate = certificateText((samlKeys[key] ?? samlKeys[0]).certificate)
  const until = validUntil === undefined ? '' : ` validUntil="${validUntil}"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"${until}>
  <md:IDPSSODescriptor protocolSupportEnumeration="${protocol}">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>
    </md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${entityId}/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

const attributeOf = ([name, values]: [string, string | string[]]): string => {
  const texts = typeof values === 'string' ? [values] : values
  return `<saml:Attribute Name="${name}">${texts.map((text) => `<saml:AttributeValue>${text}</saml:AttributeValue>`).join('')}</saml:Attribute>`
}

/** A response without any signature. */
export const samlResponse = (claims: SamlClaims): string => {
  const { entityId, subject = 'ann', issuedAt, attributes = {}, recipient = 'https://signin.aws.amazon.com/saml' } = claims
  const format = claims.subjectFormat ?? 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
  const notOnOrAfter = iso(claims.notOnOrAfter ?? issuedAt + 300_000)
  const sessionEnd = claims.sessionEndsAt === undefined ? '' : ` SessionNotOnOrAfter="${iso(claims.sessionEndsAt)}"`
  const status = claims.status ?? 'urn:oasis:names:tc:SAML:2.0:status:Success'
  return `<samlp:Response xmlns:samlp="${protocol}" xmlns:saml="${assertion}" ID="_response" Version="2.0" IssueInstant="${iso(issuedAt)}" Destination="${recipient}">
<saml:Issuer>${entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${status}"/></samlp:Status>
<saml:Assertion ID="_assertion" Version="2.0" IssueInstant="${iso(issuedAt)}"><saml:Issuer>${entityId}</saml:Issuer>
<saml:Subject><saml:NameID Format="${format}">${subject}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${notOnOrAfter}" Recipient="${recipient}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="${iso(claims.notBefore ?? issuedAt)}" NotOnOrAfter="${notOnOrAfter}"><saml:AudienceRestriction><saml:Audience>${claims.audience ?? 'urn:amazon:webservices'}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="${iso(issuedAt)}"${sessionEnd}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>${Object.entries(attributes).map(attributeOf).join('')}</saml:AttributeStatement></saml:Assertion></samlp:Response>`
}

interface Signing {
  part: SamlPart
  /** Which of the test keys; the first unless given. */
  key?: number
  algorithm?: string
  digest?: string
  /** Enveloped signature and exclusive canonicalization unless given. */
  transforms?: string[]
}

/** Signs a part of a response as identity providers do. */
export const signSaml = (xml: string, { part, key = 0, ...others }: Signing): string => {
  const { privateKey, certificate } = samlKeys[key] ?? samlKeys[0]
  const signer = new SignedXml({
    privateKey,
    publicCert: certificate,
    signatureAlgorithm: others.algorithm ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusive,
  })
  const xpath = `//*[local-name(.)='${part}']`
  signer.addReference({ xpath, transforms: others.transforms ?? [enveloped, exclusive], digestAlgorithm: others.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256' })
  signer.computeSignature(xml, { prefix: 'ds', location: { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' } })
  return signer.getSignedXml()
}
