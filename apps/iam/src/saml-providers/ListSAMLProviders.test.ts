import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { samlMetadata } from '@rolecall/testkit'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('ListSAMLProviders')
})
afterAll(() => iam.close())

const document = samlMetadata('https://idp.example/saml')

it('lists the account’s providers by name, whole', async () => {
  expect((await iam.root.listSAMLProviders({})).SAMLProviderList).toEqual([])
  for (const Name of ['b', 'a']) await iam.root.createSAMLProvider({ Name, SAMLMetadataDocument: document })
  const { SAMLProviderList } = await iam.root.listSAMLProviders({})
  expect(SAMLProviderList).toEqual(
    ['a', 'b'].map((name) => ({ Arn: `arn:aws:iam::123456789012:saml-provider/${name}`, ValidUntil: expect.any(Date), CreateDate: expect.any(Date) })),
  )
})

it('needs permission, and permission is enough', async () => {
  const reader = await iam.user('reader', allow('iam:ListSAMLProviders'))
  expect((await reader.listSAMLProviders({})).SAMLProviderList).toHaveLength(2)
  await expect((await iam.user('nobody')).listSAMLProviders({})).rejects.toMatchObject({ name: 'AccessDenied' })
})
