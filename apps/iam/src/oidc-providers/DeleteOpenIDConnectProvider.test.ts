import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const OpenIDConnectProviderArn = 'arn:aws:iam::123456789012:oidc-provider/issuer.example'

describe('DeleteOpenIDConnectProvider', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('DeleteOpenIDConnectProvider')
  })
  afterAll(() => iam.close())

  it('removes the provider, once', async () => {
    await iam.root.createOpenIDConnectProvider({ Url: 'https://issuer.example' })
    await iam.root.deleteOpenIDConnectProvider({ OpenIDConnectProviderArn })
    await expect(iam.root.deleteOpenIDConnectProvider({ OpenIDConnectProviderArn })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'OpenId connect Provider ARN cannot be found.',
    })
    await iam.root.createOpenIDConnectProvider({ Url: 'https://issuer.example' })
  })
})
