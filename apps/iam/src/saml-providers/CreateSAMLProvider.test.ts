import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { samlMetadata } from '@rolecall/testkit'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const document = samlMetadata('https://idp.example/saml')
const arnOf = (name: string): string => `arn:aws:iam::123456789012:saml-provider/${name}`

describe('CreateSAMLProvider', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateSAMLProvider', { SAMLProvidersPerAccount: 3 })
  })
  afterAll(() => iam.close())

  const create = (Name: string, more: object = {}) => iam.root.createSAMLProvider({ Name, SAMLMetadataDocument: document, ...more })

  it('answers the ARN, and tags only if given', async () => {
    const plain = await create('corporate')
    expect(plain.SAMLProviderArn).toBe(arnOf('corporate'))
    expect(plain.Tags).toBeUndefined()
    const Tags = [{ Key: 'team', Value: 'a' }]
    expect((await create('tagged', { Tags })).Tags).toEqual(Tags)
    expect((await iam.root.getAccountSummary({})).SummaryMap?.['Providers']).toBe(2)
  })

  it('refuses a name that is taken, and more providers than the account may have', async () => {
    await expect(create('corporate')).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Provider with name corporate already exists.',
      $metadata: { httpStatusCode: 409 },
    })
    await create('third')
    await expect(create('fourth')).rejects.toMatchObject({ name: 'LimitExceededException', message: 'Cannot exceed quota for SAMLProvidersPerAccount: 3' })
  })

  it('refuses what is no metadata of an identity provider', async () => {
    for (const SAMLMetadataDocument of [`<a>${' '.repeat(1000)}</a>`, document.replaceAll('KeyDescriptor', 'KeyDescription'), 'x'.repeat(1000)]) {
      await expect(create('broken', { SAMLMetadataDocument })).rejects.toMatchObject({ name: 'InvalidInputException', message: 'Could not parse metadata' })
    }
    await expect(create('short', { SAMLMetadataDocument: '<a/>' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining("at 'sAMLMetadataDocument' failed to satisfy constraint: Member must have length greater than or equal to 1000"),
    })
  })

  it('says that encrypted assertions are not simulated', async () => {
    for (const more of [{ AssertionEncryptionMode: 'Required' }, { AddPrivateKey: 'key' }]) {
      await expect(create('encrypted', more)).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } })
    }
  })
})
