import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const arn = 'arn:aws:iam::123456789012:oidc-provider/issuer.example'

describe('GetOpenIDConnectProvider', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetOpenIDConnectProvider')
    await iam.root.createOpenIDConnectProvider({ Url: 'https://issuer.example', ClientIDList: ['a', 'b', 'a'], ThumbprintList: ['AB'.repeat(20)] })
  })
  afterAll(() => iam.close())

  const get = (OpenIDConnectProviderArn: string, client = iam.root) => client.getOpenIDConnectProvider({ OpenIDConnectProviderArn })

  it('answers the URL without scheme, thumbprints in lower case and tags always', async () => {
    expect(await get(arn)).toMatchObject({
      Url: 'issuer.example',
      ClientIDList: ['a', 'b'],
      ThumbprintList: ['ab'.repeat(20)],
      CreateDate: expect.any(Date),
      Tags: [],
    })
  })

  it('refuses what is missing, no ARN, of another kind or of another account', async () => {
    await expect(get(`${arn}s`)).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `OpenIDConnect Provider not found for arn ${arn}s`,
      $metadata: { httpStatusCode: 404 },
    })
    await expect(get('issuer.example/is/no/arn')).rejects.toMatchObject({ name: 'ValidationError', message: 'Invalid ARN: issuer.example/is/no/arn' })
    await expect(get('arn:aws:iam::123456789012:role/issuer.example')).rejects.toMatchObject({ name: 'ValidationError', message: 'Invalid resource type in ARN' })
    const foreign = 'arn:aws:iam::999999999999:oidc-provider/issuer.example'
    await expect(get(foreign)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:root is not authorized to perform this action on resource: ${foreign}`,
    })
  })

  it('is authorized on the ARN, with the tags of the provider', async () => {
    const reader = await iam.user('reader', {
      ...allow('iam:GetOpenIDConnectProvider', 'arn:aws:iam::123456789012:oidc-provider/*'),
      Condition: { StringEquals: { 'aws:ResourceTag/team': 'ci' } },
    })
    await expect(get(arn, reader)).rejects.toMatchObject({
      message: `User: arn:aws:iam::123456789012:user/reader is not authorized to perform: iam:GetOpenIDConnectProvider on resource: ${arn} because no identity-based policy allows the iam:GetOpenIDConnectProvider action`,
    })
    await iam.root.tagOpenIDConnectProvider({ OpenIDConnectProviderArn: arn, Tags: [{ Key: 'team', Value: 'ci' }] })
    expect((await get(arn, reader)).Tags).toEqual([{ Key: 'team', Value: 'ci' }])
    await iam.root.untagOpenIDConnectProvider({ OpenIDConnectProviderArn: arn, TagKeys: ['team'] })
    expect((await iam.root.listOpenIDConnectProviderTags({ OpenIDConnectProviderArn: arn })).Tags).toEqual([])
  })
})
