import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('ListOpenIDConnectProviders', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('ListOpenIDConnectProviders')
  })
  afterAll(() => iam.close())

  it('lists the ARNs of the account, by ARN', async () => {
    expect((await iam.root.listOpenIDConnectProviders({})).OpenIDConnectProviderList).toEqual([])
    for (const host of ['b.example', 'a.example']) await iam.root.createOpenIDConnectProvider({ Url: `https://${host}` })
    const other = iam.as({ accessKeyId: '999999999999', secretAccessKey: 'test' })
    await other.createOpenIDConnectProvider({ Url: 'https://c.example' })
    const { OpenIDConnectProviderList } = await iam.root.listOpenIDConnectProviders({})
    expect(OpenIDConnectProviderList).toEqual(['a', 'b'].map((name) => ({ Arn: `arn:aws:iam::123456789012:oidc-provider/${name}.example` })))
  })

  it('must be allowed', async () => {
    const stranger = await iam.user('stranger', allow('iam:ListUsers'))
    await expect(stranger.listOpenIDConnectProviders({})).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
