import { describe, expect, it } from '@jest/globals'
import { samlMetadata, type SamlPart, samlResponse, signSaml } from '@rolecall/testkit'
import fc from 'fast-check'
import { readMetadata } from './metadata.ts'
import { type Assertion, readResponse } from './response.ts'

const entityId = 'https://idp.example/saml'
const issuedAt = Date.UTC(2026, 10, 24, 12)
const claims = { entityId, issuedAt, subject: 'ann', attributes: { role: ['one', 'two'], team: 'data' } }
const plain = samlResponse(claims)
const signed = signSaml(plain, { part: 'Assertion' })
const parts: SamlPart[] = ['Response', 'Assertion']

const { certificates } = await readMetadata(samlMetadata(entityId))
const read = (xml: string): Promise<Assertion> => readResponse(xml, certificates)
const signatureFault = (reason: RegExp) => ({ name: 'SamlRefusal', fault: 'signature', message: expect.stringMatching(reason) })
const formatFault = (reason: RegExp) => ({ name: 'SamlRefusal', fault: 'format', message: expect.stringMatching(reason) })

const evil = '<saml:Assertion ID="_evil" Version="2.0" IssueInstant="2026-11-24T12:00:00.000Z"><saml:Issuer>x</saml:Issuer></saml:Assertion>'
const [, assertion = ''] = /(<saml:Assertion.*<\/saml:Assertion>)/s.exec(signed) ?? []
const [, signature = ''] = /(<ds:Signature.*<\/ds:Signature>)/s.exec(signed) ?? []
const forged = assertion.replace(signature, '').replace('_assertion', '_forged').replace('>ann<', '>root<')

describe('a response', () => {
  it.each(parts)('is read when its %s is signed', async (part) => {
    expect(await read(signSaml(plain, { part }))).toMatchObject({
      issuer: entityId,
      subject: 'ann',
      subjectFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      recipients: ['https://signin.aws.amazon.com/saml'],
      audiences: ['urn:amazon:webservices'],
      issuedAt: new Date(issuedAt),
      notBefore: new Date(issuedAt),
      notOnOrAfter: new Date(issuedAt + 300_000),
      sessionEndsAt: undefined,
      attributes: new Map([['role', ['one', 'two']], ['team', ['data']]]),
    })
  })

  it('is read when both are signed, and with the algorithms that identity providers use', async () => {
    const both = signSaml(signed, { part: 'Response' })
    expect((await read(both)).subject).toBe('ann')
    for (const [algorithm, digest] of [
      ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'http://www.w3.org/2000/09/xmldsig#sha1'],
      ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'http://www.w3.org/2001/04/xmlenc#sha512'],
    ] as const) {
      expect((await read(signSaml(plain, { part: 'Assertion', algorithm, digest }))).subject).toBe('ann')
    }
  })

  it('is refused without a signature, or with one of a key that the metadata does not have', async () => {
    await expect(read(plain)).rejects.toMatchObject(signatureFault(/Neither the response nor its assertion is signed/))
    await expect(read(signSaml(plain, { part: 'Assertion', key: 1 }))).rejects.toMatchObject(signatureFault(/No certificate of the provider verifies/))
  })

  it('is refused when one of two signatures does not hold', async () => {
    const both = signSaml(signSaml(plain, { part: 'Assertion', key: 1 }), { part: 'Response' })
    await expect(read(both)).rejects.toMatchObject(signatureFault(/No certificate/))
  })

  it('tells of a refusal by the identity provider', async () => {
    const status = 'urn:oasis:names:tc:SAML:2.0:status:Responder'
    await expect(read(samlResponse({ ...claims, status }))).rejects.toMatchObject({ fault: 'rejected', message: `The identity provider answered ${status}.` })
  })

  it('is refused when it is none', async () => {
    await expect(read('no xml')).rejects.toMatchObject(formatFault(/./))
    await expect(read('')).rejects.toMatchObject(formatFault(/./))
    await expect(read('<a/>')).rejects.toMatchObject(formatFault(/no SAML 2.0 response/))
    await expect(read(`<!DOCTYPE r [<!ENTITY e "x">]>${signed}`)).rejects.toMatchObject(formatFault(/document type declaration/))
    await expect(read(signed.replace('>ann<', '>ann<!-- --><'))).rejects.toMatchObject(formatFault(/comments or processing instructions/))
    await expect(read(signed.replace('>ann<', '>a<?x?>nn<'))).rejects.toMatchObject(formatFault(/comments or processing instructions/))
    await expect(read(`${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`)).rejects.toMatchObject(formatFault(/./))
    await expect(read(signed.replaceAll('saml:Assertion', 'saml:EncryptedAssertion'))).rejects.toMatchObject(formatFault(/Encrypted assertions/))
  })
})

describe('a wrapped signature', () => {
  const cases: [string, string, RegExp][] = [
    ['of an assertion that was changed', signed.replace('>ann<', '>root<'), /No certificate/],
    ['beside a forged assertion in front of it', signed.replace(assertion, forged + assertion), /more than one assertion/],
    ['beside a forged assertion behind it', signed.replace(assertion, assertion + forged), /more than one assertion/],
    ['within a forged assertion that holds the signed one', signed.replace(assertion, forged.replace('</saml:Issuer>', `</saml:Issuer>${assertion}`)), /more than one assertion/],
    ['whose assertion moved into an extension', signed.replace(assertion, `<samlp:Extensions>${assertion}</samlp:Extensions>${forged}`), /more than one assertion/],
    ['whose assertion moved below the response', signed.replace(assertion, `<samlp:Extensions>${assertion}</samlp:Extensions>`), /not where it belongs/],
    ['in an object of which the signed assertion hides', signed.replace(assertion, forged.replace('</saml:Issuer>', `</saml:Issuer>${signature.replace('</ds:Signature>', `<ds:Object>${assertion.replace(signature, '')}</ds:Object></ds:Signature>`)}`)), /more than one assertion/],
    ['put into a forged assertion of another id', signed.replace(assertion, forged.replace('</saml:Issuer>', `</saml:Issuer>${signature}`)), /No certificate/],
    ['of an assertion of no namespace', signed.replace(assertion, `<Assertion ID="_x"><Issuer>x</Issuer></Assertion>${assertion}`), /more than one assertion/],
    ['outside of the response and the assertion', plain.replace('</samlp:Status>', `${signature}</samlp:Status>`), /not where it belongs/],
    ['that stands twice', signed.replace(signature, signature + signature), /signed twice|twice/],
    ['beside an empty forged assertion', signed.replace(assertion, evil + assertion), /more than one assertion/],
  ]

  it.each(cases)('%s gives nothing', async (_name, xml, reason) => {
    expect(xml).not.toBe(signed)
    await expect(read(xml)).rejects.toMatchObject({ name: 'SamlRefusal', message: expect.stringMatching(reason) })
  })

  it('of two elements with one id gives nothing', async () => {
    const doubled = signed.replace('<samlp:Status>', '<samlp:Status ID="_assertion">')
    await expect(read(doubled)).rejects.toMatchObject(formatFault(/The id _assertion stands twice/))
    await expect(read(signed.replace('<samlp:Status>', '<samlp:Status ID="a" id="b">'))).rejects.toMatchObject(formatFault(/two ids/))
  })

  it('that refers to something else than what it stands in gives nothing', async () => {
    const other = signSaml(plain.replace('<samlp:Status>', '<samlp:Status ID="_status">'), { part: 'Assertion' })
    const aside = signSaml(plain, { part: 'Response' })
    const [, outer = ''] = /(<ds:Signature.*<\/ds:Signature>)/s.exec(aside) ?? []
    const moved = aside.replace(outer, '').replace(/(<saml:Assertion[^>]*><saml:Issuer>[^<]*<\/saml:Issuer>)/, `$1${outer}`)
    await expect(read(moved)).rejects.toMatchObject(signatureFault(/./))
    expect((await read(other)).subject).toBe('ann')
  })

  it('by a shared secret gives nothing: a certificate is known to all', async () => {
    const confused = signed.replace('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2000/09/xmldsig#hmac-sha1')
    await expect(read(confused)).rejects.toMatchObject(signatureFault(/hmac-sha1 is not taken/))
  })

  it('that brings its own key gives nothing', async () => {
    const foreign = signSaml(plain, { part: 'Assertion', key: 1 })
    expect(foreign).toContain('X509Certificate')
    await expect(read(foreign)).rejects.toMatchObject(signatureFault(/No certificate/))
  })
})

describe('any change of a signed response', () => {
  it('gives a refusal or the very same claims', async () => {
    const honest = await read(signed)
    const edit = fc.record({ at: fc.nat(signed.length - 1), with: fc.constantFrom('', 'a', '<', '>', '"', '&', ' ', '/', '0', '_', 'saml:', '\u0000') })
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, with: text }) => {
        const changed = signed.slice(0, at) + text + signed.slice(at + 1)
        const outcome = await read(changed).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome.name).toBe('SamlRefusal')
        else expect(outcome).toEqual(honest)
      }),
      { numRuns: 1500 },
    )
  }, 60_000)
})
