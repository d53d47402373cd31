import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const OpenIDConnectProviderArn = 'arn:aws:iam::123456789012:oidc-provider/issuer.example'

describe('changes of an OpenID Connect provider', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('provider changes', { ClientIdsPerOpenIdConnectProvider: 3 })
    await iam.root.createOpenIDConnectProvider({ Url: 'https://issuer.example', ClientIDList: ['a'] })
  })
  afterAll(() => iam.close())

  const shown = () => iam.root.getOpenIDConnectProvider({ OpenIDConnectProviderArn })

  it('adds and removes client ids, again without an error', async () => {
    for (const ClientID of ['b', 'b']) await iam.root.addClientIDToOpenIDConnectProvider({ OpenIDConnectProviderArn, ClientID })
    expect((await shown()).ClientIDList).toEqual(['a', 'b'])
    for (const ClientID of ['a', 'a']) await iam.root.removeClientIDFromOpenIDConnectProvider({ OpenIDConnectProviderArn, ClientID })
    expect((await shown()).ClientIDList).toEqual(['b'])
  })

  it('keeps every client id of calls at the same time, up to the quota', async () => {
    await Promise.all(['c', 'd'].map((ClientID) => iam.root.addClientIDToOpenIDConnectProvider({ OpenIDConnectProviderArn, ClientID })))
    expect([...((await shown()).ClientIDList ?? [])].sort()).toEqual(['b', 'c', 'd'])
    await expect(iam.root.addClientIDToOpenIDConnectProvider({ OpenIDConnectProviderArn, ClientID: 'e' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 3',
    })
  })

  it('replaces the thumbprints', async () => {
    await iam.root.updateOpenIDConnectProviderThumbprint({ OpenIDConnectProviderArn, ThumbprintList: ['F'.repeat(40)] })
    expect((await shown()).ThumbprintList).toEqual(['f'.repeat(40)])
  })

  it('refuses a provider that is not there', async () => {
    const missing = { OpenIDConnectProviderArn: `${OpenIDConnectProviderArn}/x` }
    const expected = { name: 'NoSuchEntityException', message: `OpenIDConnect Provider not found for arn ${missing.OpenIDConnectProviderArn}` }
    await expect(iam.root.addClientIDToOpenIDConnectProvider({ ...missing, ClientID: 'a' })).rejects.toMatchObject(expected)
    await expect(iam.root.removeClientIDFromOpenIDConnectProvider({ ...missing, ClientID: 'a' })).rejects.toMatchObject(expected)
    await expect(iam.root.updateOpenIDConnectProviderThumbprint({ ...missing, ThumbprintList: [] })).rejects.toMatchObject(expected)
    await expect(iam.root.tagOpenIDConnectProvider({ ...missing, Tags: [{ Key: 'k', Value: 'v' }] })).rejects.toMatchObject(expected)
  })
})
