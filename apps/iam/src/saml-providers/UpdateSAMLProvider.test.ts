import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { samlMetadata } from '@rolecall/testkit'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('UpdateSAMLProvider')
})
afterAll(() => iam.close())

const document = samlMetadata('https://idp.example/saml')

it('replaces the document, and leaves it where none is given', async () => {
  const { SAMLProviderArn } = await iam.root.createSAMLProvider({ Name: 'corporate', SAMLMetadataDocument: document })
  const renewed = samlMetadata('https://idp.example/saml', { key: 1, validUntil: '2031-01-01T00:00:00Z' })
  expect(await iam.root.updateSAMLProvider({ SAMLProviderArn, SAMLMetadataDocument: renewed })).toMatchObject({ SAMLProviderArn })
  const shown = { SAMLMetadataDocument: renewed, ValidUntil: new Date('2031-01-01T00:00:00Z') }
  expect(await iam.root.getSAMLProvider({ SAMLProviderArn })).toMatchObject(shown)
  await iam.root.updateSAMLProvider({ SAMLProviderArn, AssertionEncryptionMode: 'Allowed' })
  expect(await iam.root.getSAMLProvider({ SAMLProviderArn })).toMatchObject(shown)
})

it('refuses missing providers, and documents that are none, which change nothing', async () => {
  const SAMLProviderArn = 'arn:aws:iam::123456789012:saml-provider/corporate'
  await expect(iam.root.updateSAMLProvider({ SAMLProviderArn, SAMLMetadataDocument: 'x'.repeat(1000) })).rejects.toMatchObject({
    name: 'InvalidInputException',
    message: 'Could not parse metadata',
  })
  expect((await iam.root.getSAMLProvider({ SAMLProviderArn })).ValidUntil).toEqual(new Date('2031-01-01T00:00:00Z'))
  await expect(iam.root.updateSAMLProvider({ SAMLProviderArn, RemovePrivateKey: 'A'.repeat(22) })).rejects.toMatchObject({ name: 'NotImplemented' })
  await expect(iam.root.updateSAMLProvider({ SAMLProviderArn: `${SAMLProviderArn}-2` })).rejects.toMatchObject({ name: 'NoSuchEntityException' })
})
