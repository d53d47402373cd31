import { X509Certificate } from 'node:crypto'
import { samlMetadata, xmlSignature } from './namespaces.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { childrenOf, descendantsOf, readTree, type XmlElement } from './xml-tree.ts'

/** What an identity provider says of itself. */
export interface IdentityProviderMetadata {
  entityId: string
  /** PEM, of the keys that sign. */
  certificates: string[]
  validUntil: Date | undefined
}

const refuse = (reason: string): never => {
  throw new SamlRefusal('format', reason)
}

const pemOf = (text: string): string => {
  const base64 = text.replaceAll(/\s/g, '')
  const pem = `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
  try {
    return new X509Certificate(pem).toString()
  } catch {
    return refuse('The metadata holds what is no certificate.')
  }
}

const signingCertificates = (descriptor: XmlElement): string[] =>
  childrenOf(descriptor, samlMetadata, 'KeyDescriptor')
    .filter(({ attributes }) => attributes.get('use') !== 'encryption')
    .flatMap((key) => descendantsOf(key, xmlSignature, 'X509Certificate'))
    .map(({ text }) => pemOf(text))

const timeOf = (text: string | undefined): Date | undefined => {
  if (text === undefined) return undefined
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? refuse('validUntil is no time.') : time
}

const parse = async (text: string): Promise<XmlElement> => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) refuse('The metadata has a document type declaration.')
  try {
    return await readTree(text.trim())
  } catch {
    return refuse('The metadata is no XML.')
  }
}

const readEntity = (entity: XmlElement): IdentityProviderMetadata => {
  if (entity.uri !== samlMetadata || entity.name !== 'EntityDescriptor') refuse('The metadata is no EntityDescriptor.')
  const entityId = entity.attributes.get('entityID') ?? ''
  if (entityId === '') refuse('The metadata has no entityID.')
  const certificates = childrenOf(entity, samlMetadata, 'IDPSSODescriptor').flatMap(signingCertificates)
  if (certificates.length === 0) refuse('The metadata has no signing certificate of an identity provider.')
  return { entityId, certificates: [...new Set(certificates)], validUntil: timeOf(entity.attributes.get('validUntil')) }
}

/** Reads the metadata document of an identity provider. Refuses with SamlRefusal what is none or has no certificate to verify by. */
export const readMetadata = async (text: string): Promise<IdentityProviderMetadata> => {
  try {
    return readEntity(await parse(text))
  } catch (error) {
    // What nests too deep for recursion is no metadata either.
    throw error instanceof SamlRefusal ? error : new SamlRefusal('format', 'The metadata cannot be read.')
  }
}
