import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { samlMetadata } from '@rolecall/testkit'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('GetSAMLProvider')
})
afterAll(() => iam.close())

const document = samlMetadata('https://idp.example/saml')

it('shows the document, how long it holds, and tags', async () => {
  const Tags = [{ Key: 'k', Value: 'v' }]
  const limited = samlMetadata('https://idp.example/saml', { validUntil: '2030-01-02T03:04:05Z' })
  const { SAMLProviderArn } = await iam.root.createSAMLProvider({ Name: 'limited', SAMLMetadataDocument: limited, Tags })
  expect(await iam.root.getSAMLProvider({ SAMLProviderArn })).toMatchObject({
    SAMLProviderUUID: expect.stringMatching(/^[A-Z2-7]{24}$/),
    SAMLMetadataDocument: limited,
    CreateDate: expect.any(Date),
    ValidUntil: new Date('2030-01-02T03:04:05Z'),
    Tags,
    AssertionEncryptionMode: 'Allowed',
    PrivateKeyList: [],
  })
})

it('holds for a hundred years unless the document says otherwise', async () => {
  const { SAMLProviderArn } = await iam.root.createSAMLProvider({ Name: 'lasting', SAMLMetadataDocument: document })
  const { CreateDate, ValidUntil } = await iam.root.getSAMLProvider({ SAMLProviderArn })
  expect((ValidUntil?.getUTCFullYear() ?? 0) - (CreateDate?.getUTCFullYear() ?? 0)).toBe(100)
})

it('refuses what is no SAML provider of the account', async () => {
  const missing = 'arn:aws:iam::123456789012:saml-provider/missing'
  await expect(iam.root.getSAMLProvider({ SAMLProviderArn: missing })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: `Manifest not found for arn ${missing}`,
    $metadata: { httpStatusCode: 404 },
  })
  await expect(iam.root.getSAMLProvider({ SAMLProviderArn: 'arn:aws:iam::123456789012:oidc-provider/x' })).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Invalid resource type in ARN',
  })
  await expect(iam.root.getSAMLProvider({ SAMLProviderArn: 'arn:aws:iam::210987654321:saml-provider/x' })).rejects.toMatchObject({ name: 'AccessDenied' })
})
