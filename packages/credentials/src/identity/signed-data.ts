export interface Signing {
  /** PEM. */
  privateKey: string
  /** PEM; the signature names its issuer and serial number but does not enclose it. */
  certificate: string
  signedAt: Date
  digest: 'sha1' | 'sha256'
}

/** PKCS #7 SignedData in DER, the document enclosed, with content type, signing time and message digest as signed attributes. */
export const signedData = async (document: string, { privateKey, certificate, signedAt, digest }: Signing): Promise<Buffer> => {
  const { default: forge } = await import('node-forge')
  const { oids } = forge.pki
  const message = forge.pkcs7.createSignedData()
  message.content = forge.util.createBuffer(document, 'utf8')
  message.addSigner({
    key: privateKey,
    certificate: forge.pki.certificateFromPem(certificate),
    digestAlgorithm: oids[digest] ?? '',
    authenticatedAttributes: [
      { type: oids['contentType'] ?? '', value: oids['data'] ?? '' },
      { type: oids['messageDigest'] ?? '' },
      // The library takes the time as a Date; only its types say that it is a text.
      { type: oids['signingTime'] ?? '', value: signedAt as unknown as string },
    ],
  })
  message.sign()
  return Buffer.from(forge.asn1.toDer(message.toAsn1()).getBytes(), 'latin1')
}
