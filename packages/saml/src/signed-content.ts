import { SignedXml } from 'xml-crypto'
import { samlAssertion, samlProtocol, xmlSignature } from './namespaces.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { readStrictly } from './strict-document.ts'

const signatureAlgorithms: ReadonlySet<string> = new Set([
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
])
const digestAlgorithms: ReadonlySet<string> = new Set([
  'http://www.w3.org/2000/09/xmldsig#sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
])
const canonicalizations: ReadonlySet<string> = new Set(['http://www.w3.org/2001/10/xml-exc-c14n#', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'])
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

const refuse = (reason: string): never => {
  throw new SamlRefusal('signature', reason)
}

const isNamed = (element: Element, uri: string, name: string): boolean => element.namespaceURI === uri && element.localName === name

const isChildOf = (element: Element, parent: Element): boolean => element.parentNode === parent

/** The assertion of a response: one, plain, where it belongs. */
const assertionOf = (root: Element, elements: readonly Element[]): Element => {
  if (!isNamed(root, samlProtocol, 'Response')) throw new SamlRefusal('format', 'The document is no SAML 2.0 response.')
  if (elements.some((element) => isNamed(element, samlAssertion, 'EncryptedAssertion'))) {
    throw new SamlRefusal('format', 'Encrypted assertions are not simulated.')
  }
  // By local name: an assertion of no namespace or of another one is there to be mistaken for the right one.
  const [assertion, second] = elements.filter(({ localName }) => localName === 'Assertion')
  if (assertion === undefined) throw new SamlRefusal('format', 'The response has no assertion.')
  if (second !== undefined) refuse('The response has more than one assertion.')
  if (!isNamed(assertion, samlAssertion, 'Assertion') || !isChildOf(assertion, root)) refuse('The assertion is not where it belongs.')
  return assertion
}

interface PlacedSignature {
  signature: Element
  /** What it says that it signs. */
  signed: Element
}

/** The signatures of the response and of its assertion; refuses any elsewhere. */
const placeSignatures = (elements: readonly Element[], signable: readonly Element[]): PlacedSignature[] => {
  const signatures = elements.filter(({ localName }) => localName === 'Signature')
  const placed = signatures.map((signature): PlacedSignature => {
    const signed = signable.find((element) => isChildOf(signature, element))
    if (signed === undefined || !isNamed(signature, xmlSignature, 'Signature')) return refuse('A signature is not where it belongs.')
    return { signature, signed }
  })
  if (placed.length === 0) refuse('Neither the response nor its assertion is signed.')
  if (new Set(placed.map(({ signed }) => signed)).size < placed.length) refuse('Something is signed twice.')
  return placed
}

const checkReference = (signedXml: SignedXml, signed: Element): void => {
  const [reference, second] = signedXml.getReferences()
  if (reference === undefined || second !== undefined) return refuse('The signature does not refer to exactly one element.')
  const id = signed.getAttribute('ID') ?? ''
  if (id === '' || reference.uri !== `#${id}`) refuse('The signature refers to another element than the one it stands in.')
  if (!digestAlgorithms.has(reference.digestAlgorithm)) refuse(`The digest algorithm ${reference.digestAlgorithm} is not taken.`)
  const transforms = reference.transforms.filter((transform) => transform !== enveloped)
  if (transforms.length > 1 || !transforms.every((transform) => canonicalizations.has(transform))) refuse('The signature transforms what it signs.')
}

const checkAlgorithms = ({ signatureAlgorithm = '', canonicalizationAlgorithm = '' }: SignedXml): void => {
  if (!signatureAlgorithms.has(signatureAlgorithm)) refuse(`The signature algorithm ${signatureAlgorithm} is not taken.`)
  if (!canonicalizations.has(canonicalizationAlgorithm)) refuse(`The canonicalization ${canonicalizationAlgorithm} is not taken.`)
}

const isVerified = (signedXml: SignedXml, xml: string): boolean => {
  try {
    return signedXml.checkSignature(xml)
  } catch {
    // The library throws for a signature of another key.
    return false
  }
}

/** The canonical XML that the signature covers, verified with one of the certificates (PEM). */
const verify = (xml: string, { signature, signed }: PlacedSignature, certificates: readonly string[]): string => {
  for (const publicCert of certificates) {
    // A key that the document brings itself would verify anything.
    const signedXml = new SignedXml({ publicCert, getCertFromKeyInfo: () => null })
    signedXml.loadSignature(signature as never)
    checkAlgorithms(signedXml)
    if (!isVerified(signedXml, xml)) continue
    checkReference(signedXml, signed)
    const [content] = signedXml.getSignedReferences()
    if (content !== undefined) return content
  }
  return refuse('No certificate of the provider verifies the signature.')
}

/**
 * What of a response was signed, as canonical XML: the response or its assertion. Nothing else of the document may be
 * believed. Every signature that is there must hold.
 */
export const readSignedContent = (xml: string, certificates: readonly string[]): string => {
  const { root, elements } = readStrictly(xml)
  const assertion = assertionOf(root, elements)
  const verified = placeSignatures(elements, [root, assertion]).map((placed) => ({ placed, content: verify(xml, placed, certificates) }))
  const outermost = verified.find(({ placed }) => placed.signed === root) ?? verified[0]
  return outermost === undefined ? refuse('Nothing is signed.') : outermost.content
}
