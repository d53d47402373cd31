import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
const allowing = (...actions: string[]) => ({ Effect: 'Allow', Action: actions, Resource: '*' })
const audience = 'https://api.example.com'

let cloud: Cloud
let issuer: string

beforeAll(async () => {
  cloud = await createCloud('outbound federation')
  issuer = (await cloud.root.enableOutboundWebIdentityFederation({})).IssuerIdentifier ?? ''
})
afterAll(() => cloud.close())

const claimsOf = (token: string): Record<string, unknown> => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

const tokenFor = async (as: TestCredentials, input: object = {}) => {
  const { WebIdentityToken = '', Expiration } = await cloud.sts(as).getWebIdentityToken({ Audience: [audience], SigningAlgorithm: 'ES384', ...input })
  return { token: WebIdentityToken, claims: claimsOf(WebIdentityToken), endsInSeconds: ((Expiration?.getTime() ?? 0) - cloud.world.clock.nowMilliseconds()) / 1000 }
}

describe('GetWebIdentityToken', () => {
  it('tells who the user is, for five minutes', async () => {
    const user = await cloud.user('caller', document(allowing('sts:GetWebIdentityToken')))
    const { claims, endsInSeconds } = await tokenFor(user)
    expect(endsInSeconds).toBeCloseTo(300, -1)
    expect(claims).toMatchObject({
      iss: issuer,
      aud: audience,
      sub: 'arn:aws:iam::123456789012:user/caller',
      'https://sts.amazonaws.com/': { aws_account: '123456789012', source_region: 'us-east-1', principal_id: 'arn:aws:iam::123456789012:user/caller' },
    })
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(300)
    expect((await tokenFor(user, { Audience: [audience, 'other'], DurationSeconds: 3600 })).claims['aud']).toEqual([audience, 'other'])
  })

  it.each(['RS256', 'ES384'] as const)('signs by %s what another account accepts by federation', async (SigningAlgorithm) => {
    const user = await cloud.user(`signed-${SigningAlgorithm}`, document(allowing('sts:GetWebIdentityToken')))
    const host = issuer.slice('https://'.length)
    const partner = cloud.iam({ accessKeyId: '210987654321', secretAccessKey: 'test' })
    await partner.createOpenIDConnectProvider({ Url: issuer, ClientIDList: [audience] }).catch(() => undefined)
    const provider = `arn:aws:iam::210987654321:oidc-provider/${host}`
    const RoleName = `partner-${SigningAlgorithm}`
    const Condition = { StringEquals: { [`${host}:sub`]: `arn:aws:iam::123456789012:user/signed-${SigningAlgorithm}` } }
    const trust = document({ Effect: 'Allow', Principal: { Federated: provider }, Action: 'sts:AssumeRoleWithWebIdentity', Condition })
    await partner.createRole({ RoleName, AssumeRolePolicyDocument: trust })
    const RoleArn = `arn:aws:iam::210987654321:role/${RoleName}`
    const { token } = await tokenFor(user, { SigningAlgorithm })
    const assumed = await cloud.sts(user).assumeRoleWithWebIdentity({ RoleArn, RoleSessionName: 'partner', WebIdentityToken: token })
    expect(assumed.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::210987654321:assumed-role/${RoleName}/partner`)
    const forged = `${token.slice(0, -6)}${token.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'}`
    await expect(cloud.sts(user).assumeRoleWithWebIdentity({ RoleArn, RoleSessionName: 'partner', WebIdentityToken: forged })).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
    })
  })

  it('tells of a role session its role, its tags and when it ends, which no token outlives', async () => {
    const user = await cloud.user('chained', document(allowing('sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity')))
    const trust = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:user/chained' }, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }
    await cloud.root.createRole({ RoleName: 'worker', Path: '/jobs/', AssumeRolePolicyDocument: document(trust), Tags: [{ Key: 'team', Value: 'data' }] })
    await cloud.root.putRolePolicy({ RoleName: 'worker', PolicyName: 'p', PolicyDocument: document(allowing('sts:GetWebIdentityToken', 'sts:TagGetWebIdentityToken')) })
    const RoleArn = 'arn:aws:iam::123456789012:role/jobs/worker'
    const { Credentials } = await cloud.sts(user).assumeRole({ RoleArn, RoleSessionName: 'session', DurationSeconds: 900, SourceIdentity: 'Ann', Tags: [{ Key: 'cost', Value: '7' }] })
    const session = { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken ?? '' }
    const { claims } = await tokenFor(session, { Tags: [{ Key: 'job', Value: '1' }] })
    expect(claims).toMatchObject({
      sub: RoleArn,
      'https://sts.amazonaws.com/': {
        principal_id: RoleArn,
        original_session_exp: Credentials?.Expiration?.toISOString().replace('.000', ''),
        source_identity: 'Ann',
        principal_tags: { team: 'data', cost: '7' },
        request_tags: { job: '1' },
      },
    })
    await expect(tokenFor(session, { DurationSeconds: 1200 })).rejects.toMatchObject({ name: 'SessionDurationEscalationException', $metadata: { httpStatusCode: 403 } })
  })

  it('is limited by audience, algorithm, duration and tags in policies', async () => {
    const Condition = {
      'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': audience },
      StringEquals: { 'sts:SigningAlgorithm': 'ES384' },
      NumericLessThanEquals: { 'sts:DurationSeconds': 600 },
    }
    const user = await cloud.user('limited', document({ ...allowing('sts:GetWebIdentityToken'), Condition }))
    expect((await tokenFor(user, { DurationSeconds: 600 })).claims['aud']).toBe(audience)
    const denied = { name: 'AccessDenied', message: expect.stringContaining('is not authorized to perform: sts:GetWebIdentityToken') }
    await expect(tokenFor(user, { Audience: [audience, 'other'] })).rejects.toMatchObject(denied)
    await expect(tokenFor(user, { SigningAlgorithm: 'RS256' })).rejects.toMatchObject(denied)
    await expect(tokenFor(user, { DurationSeconds: 601 })).rejects.toMatchObject(denied)
    await expect(tokenFor(user, { Tags: [{ Key: 'job', Value: '1' }] })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('is not authorized to perform: sts:TagGetWebIdentityToken'),
    })
  })
})
