import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { samlMetadata } from '@rolecall/testkit'
import { trusting, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('DeleteSAMLProvider')
})
afterAll(() => iam.close())

const document = samlMetadata('https://idp.example/saml')

it('removes the provider, though roles still name it', async () => {
  const { SAMLProviderArn } = await iam.root.createSAMLProvider({ Name: 'corporate', SAMLMetadataDocument: document })
  const trust = trusting({ Federated: SAMLProviderArn }).replace('sts:AssumeRole', 'sts:AssumeRoleWithSAML')
  await iam.root.createRole({ RoleName: 'federated', AssumeRolePolicyDocument: trust })
  await iam.root.deleteSAMLProvider({ SAMLProviderArn })
  await expect(iam.root.deleteSAMLProvider({ SAMLProviderArn })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: `Manifest not found for arn ${SAMLProviderArn}`,
  })
})

it('takes its tags with it', async () => {
  const { SAMLProviderArn } = await iam.root.createSAMLProvider({ Name: 'tagged', SAMLMetadataDocument: document })
  await iam.root.tagSAMLProvider({ SAMLProviderArn, Tags: [{ Key: 'k', Value: 'v' }, { Key: 'K', Value: 'w' }] })
  await iam.root.untagSAMLProvider({ SAMLProviderArn, TagKeys: ['k'] })
  expect((await iam.root.listSAMLProviderTags({ SAMLProviderArn })).Tags).toEqual([{ Key: 'K', Value: 'w' }])
  await iam.root.deleteSAMLProvider({ SAMLProviderArn })
  await iam.root.createSAMLProvider({ Name: 'tagged', SAMLMetadataDocument: document })
  expect((await iam.root.listSAMLProviderTags({ SAMLProviderArn })).Tags).toEqual([])
})
