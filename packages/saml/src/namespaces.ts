export const samlProtocol = 'urn:oasis:names:tc:SAML:2.0:protocol'
export const samlAssertion = 'urn:oasis:names:tc:SAML:2.0:assertion'
export const samlMetadata = 'urn:oasis:names:tc:SAML:2.0:metadata'
export const xmlSignature = 'http://www.w3.org/2000/09/xmldsig#'
