import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const github = 'https://token.actions.githubusercontent.com'
const thumbprint = 'AB'.repeat(20)

describe('CreateOpenIDConnectProvider', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateOpenIDConnectProvider', { OpenIDConnectProvidersPerAccount: 5 })
  })
  afterAll(() => iam.close())

  const create = (Url: string, more: object = {}) => iam.root.createOpenIDConnectProvider({ Url, ...more })

  it('answers the ARN, which is the URL without its scheme, and tags only if given', async () => {
    const plain = await create(github, { ClientIDList: ['sts.amazonaws.com'], ThumbprintList: [thumbprint] })
    expect(plain).toMatchObject({ OpenIDConnectProviderArn: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' })
    expect(plain.Tags).toBeUndefined()
    const Tags = ['k', 'K'].map((Key) => ({ Key, Value: 'v' }))
    const tagged = await create('https://oidc.eks.eu-west-1.amazonaws.com/id/0A1B', { Tags })
    expect(tagged).toMatchObject({ OpenIDConnectProviderArn: 'arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B', Tags })
    const { SummaryMap } = await iam.root.getAccountSummary()
    expect(SummaryMap?.['Providers']).toBe(2)
  })

  it('takes plain HTTP and ports for issuers on this machine and for our own', async () => {
    const { OpenIDConnectProviderArn } = await create('http://localhost:8080/realms/test')
    expect(OpenIDConnectProviderArn).toBe('arn:aws:iam::123456789012:oidc-provider/localhost:8080/realms/test')
    await create('http://edge:4566/_rolecall/oidc/github')
  })

  it('refuses other URLs than those of an https host', async () => {
    const refusals: [string, string, RegExp][] = [
      ['token.actions.githubusercontent.com', 'ValidationError', /^Invalid Open ID Connect Provider URL$/],
      ['https://', 'ValidationError', /^Invalid Open ID Connect Provider URL$/],
      ['http://example.com', 'InvalidInputException', /^Invalid Open ID Connect Provider URL. The URL must begin with https:\/\/.$/],
      ['https://example.com:8443', 'InvalidInputException', /must not contain a port/],
      ['https://user@example.com', 'InvalidInputException', /user information/],
      ['https://example.com/?a=b', 'InvalidInputException', /a query/],
      ['https://example.com/#a', 'InvalidInputException', /a fragment/],
    ]
    for (const [url, name, text] of refusals) {
      await expect(create(url)).rejects.toMatchObject({ name, message: expect.stringMatching(text), $metadata: { httpStatusCode: 400 } })
    }
  })

  it('refuses thumbprints that are none and more than five', async () => {
    await expect(create('https://a.example', { ThumbprintList: ['zz'.repeat(20)] })).rejects.toMatchObject({ name: 'InvalidInputException' })
    const six = [1, 2, 3, 4, 5, 6].map((digit) => String(digit).repeat(40))
    await expect(create('https://a.example', { ThumbprintList: six })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'Thumbprint list must contain fewer than 5 entries.',
    })
  })

  it('refuses more than a hundred client ids', async () => {
    const ClientIDList = Array.from({ length: 101 }, (_, index) => `client-${index}`)
    await expect(create('https://a.example', { ClientIDList })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100',
    })
  })

  it('refuses a taken URL and providers beyond the quota', async () => {
    await expect(create(github)).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: `Provider with url ${github} already exists.`,
      $metadata: { httpStatusCode: 409 },
    })
    await create('https://fifth.example')
    await expect(create('https://sixth.example')).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for OpenIDConnectProvidersPerAccount: 5',
    })
  })

  it('needs iam:TagOpenIDConnectProvider for tags', async () => {
    const maker = await iam.user('maker', allow('iam:CreateOpenIDConnectProvider'))
    await expect(maker.createOpenIDConnectProvider({ Url: 'https://b.example', Tags: [{ Key: 'k', Value: 'v' }] })).rejects.toMatchObject({
      message:
        'User: arn:aws:iam::123456789012:user/maker is not authorized to perform: iam:TagOpenIDConnectProvider on resource: arn:aws:iam::123456789012:oidc-provider/b.example because no identity-based policy allows the iam:TagOpenIDConnectProvider action',
    })
  })
})

describe('with plain HTTP turned off', () => {
  it('takes what AWS takes, and no more', async () => {
    const iam = await createIamWorld('CreateOpenIDConnectProvider without http', {}, { httpIssuers: 'none' })
    await expect(iam.root.createOpenIDConnectProvider({ Url: 'http://localhost' })).rejects.toMatchObject({ name: 'InvalidInputException' })
    await iam.close()
  })
})
