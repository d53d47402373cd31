import { describe, expect, it } from '@jest/globals'
import { samlMetadata } from '@rolecall/testkit'
import { readMetadata } from './metadata.ts'

const entityId = 'https://idp.example/saml'
const metadata = samlMetadata(entityId, { validUntil: '2030-01-02T03:04:05Z' })
const refused = (reason: RegExp) => ({ name: 'SamlRefusal', fault: 'format', message: expect.stringMatching(reason) })

describe('metadata', () => {
  it('tells the entity id, the signing certificates and how long it holds', async () => {
    const read = await readMetadata(metadata)
    expect(read).toMatchObject({ entityId, validUntil: new Date('2030-01-02T03:04:05Z') })
    expect(read.certificates).toEqual([expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/)])
    expect((await readMetadata(samlMetadata(entityId))).validUntil).toBeUndefined()
  })

  it('takes keys of no stated use for signing, and leaves those for encryption out', async () => {
    expect((await readMetadata(metadata.replace(' use="signing"', ''))).certificates).toHaveLength(1)
    await expect(readMetadata(metadata.replace('use="signing"', 'use="encryption"'))).rejects.toMatchObject(refused(/no signing certificate/))
  })

  it.each([
    ['no XML', 'x', /no XML/],
    ['something else', '<a/>', /no EntityDescriptor/],
    ['no entity id', metadata.replace(/entityID="[^"]*"/, ''), /no entityID/],
    ['no certificate', metadata.replace(/MII[^<]*/, 'AAAA'), /no certificate/],
    ['a service provider', metadata.replaceAll('IDPSSODescriptor', 'SPSSODescriptor'), /no signing certificate/],
    ['a document type', `<!DOCTYPE x>${metadata}`, /document type/],
    ['no time', metadata.replace('2030-01-02T03:04:05Z', 'soon'), /validUntil is no time/],
    ['a well of elements', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`, /./],
  ])('is refused with %s', async (_name, text, reason) => {
    await expect(readMetadata(text)).rejects.toMatchObject(refused(reason))
  })
})
