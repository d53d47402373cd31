import { createHash } from 'node:crypto'
import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readMetadata } from '@rolecall/saml'
import { createTestWorld, type SamlClaims, samlMetadata, samlResponse, signSaml, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { addRole } from '../../test/test-people.ts'
import { stsService } from '../sts-service.ts'

const entityId = 'https://idp.example/saml'
const providerArn = `arn:aws:iam::${testAccount}:saml-provider/corporate`
const roleArn = (name: string): string => `arn:aws:iam::${testAccount}:role/${name}`
const attribute = (name: string): string => `https://aws.amazon.com/SAML/Attributes/${name}`

let world: TestWorld
let sts: STS
let as: (credentials: TestCredentials) => STS

const trusting = (condition?: object, Action: string[] = ['sts:AssumeRoleWithSAML']): object => ({
  Effect: 'Allow',
  Principal: { Federated: providerArn },
  Action,
  ...(condition === undefined ? {} : { Condition: condition }),
})

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts saml' })
  const handler = world.handler(stsService(world))
  sts = new STS({ ...world.client(handler), credentials: undefined } as never)
  as = (credentials) => new STS(world.client(handler, credentials) as never)
  const { certificates } = await readMetadata(samlMetadata(entityId))
  const now = world.clock.now()
  const provider = { arn: providerArn, partition: 'aws', account: testAccount, uuid: 'A'.repeat(24), metadata: '', entityId, certificates, createdAt: now, tags: [] }
  await world.store.samlProviders.add({ ...provider, validUntil: new Date(now.getTime() + 1e12) }, Infinity)
  const onSignIn = {
    StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml', 'SAML:sub_type': 'persistent', 'saml:doc': `${testAccount}/corporate` },
    'ForAnyValue:StringEquals': { 'saml:eduPersonAffiliation': 'staff' },
  }
  await addRole(world, { name: 'staff', trust: trusting(onSignIn), maxSessionSeconds: 7200 })
  await addRole(world, { name: 'open', trust: trusting(undefined, ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity']) })
  await addRole(world, { name: 'untagged', trust: trusting() })
  await addRole(world, { name: 'strange', trust: { ...trusting(), Principal: { Federated: `${providerArn}-2` } } })
})
afterAll(() => world.close())

interface Response extends Partial<SamlClaims> {
  role?: string
  key?: number
}

const respond = ({ role = 'open', key = 0, attributes = {}, ...claims }: Response = {}): string => {
  const all = {
    [attribute('Role')]: `${roleArn(role)},${providerArn}`,
    [attribute('RoleSessionName')]: 'ann@example.com',
    ...attributes,
  }
  const xml = samlResponse({ entityId, issuedAt: world.clock.nowMilliseconds(), ...claims, attributes: all })
  return Buffer.from(signSaml(xml, { part: 'Assertion', key })).toString('base64')
}

const assume = ({ role = 'open', ...response }: Response = {}, input: object = {}) =>
  sts.assumeRoleWithSAML({ RoleArn: roleArn(role), PrincipalArn: providerArn, SAMLAssertion: respond({ role, ...response }), ...input })

const credentialsOf = (answer: { Credentials?: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string } }): TestCredentials => {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

const secondsLeft = ({ Credentials }: { Credentials?: { Expiration?: Date } }): number =>
  ((Credentials?.Expiration?.getTime() ?? 0) - world.clock.nowMilliseconds()) / 1000

const invalid = (message: string) => ({ name: 'InvalidIdentityTokenException', message, $metadata: { httpStatusCode: 400 } })
const notAuthorized = { name: 'AccessDenied', message: 'Not authorized to perform sts:AssumeRoleWithSAML', $metadata: { httpStatusCode: 403 } }
const expired = { name: 'ExpiredTokenException', message: 'Token must be redeemed within 5 minutes of issuance', $metadata: { httpStatusCode: 400 } }

describe('AssumeRoleWithSAML', () => {
  it('makes a session, unsigned, for whom the provider vouches', async () => {
    const answer = await assume({ role: 'staff', attributes: { 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1': ['staff', 'member'] } })
    expect(answer).toMatchObject({
      AssumedRoleUser: { Arn: `arn:aws:sts::${testAccount}:assumed-role/staff/ann@example.com`, AssumedRoleId: expect.stringMatching(/^AROA\w{17}:ann@example.com$/) },
      Subject: 'ann',
      SubjectType: 'persistent',
      Issuer: entityId,
      Audience: 'https://signin.aws.amazon.com/saml',
      NameQualifier: createHash('sha1').update(`${entityId}${testAccount}/corporate`).digest('base64'),
    })
    expect(answer).not.toHaveProperty('PackedPolicySize')
    expect(secondsLeft(answer)).toBeCloseTo(3600, -1)
    expect((await as(credentialsOf(answer)).getCallerIdentity({})).Arn).toBe(answer.AssumedRoleUser?.Arn)
  })

  it('is refused where the trust policy does not allow it, as for roles that do not exist', async () => {
    await expect(assume({ role: 'staff' })).rejects.toMatchObject(notAuthorized)
    await expect(assume({ role: 'staff', attributes: { 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1': 'student' } })).rejects.toMatchObject(notAuthorized)
    await expect(assume({ role: 'strange' })).rejects.toMatchObject(notAuthorized)
    await expect(assume({ role: 'missing' })).rejects.toMatchObject(notAuthorized)
  })

  it('refuses what is no response', async () => {
    for (const SAMLAssertion of ['****', 'bm8geG1s', Buffer.from('<a/>').toString('base64')]) {
      await expect(assume({}, { SAMLAssertion })).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' })
    }
    await expect(assume({}, { SAMLAssertion: 'bm8geG1s' })).rejects.toMatchObject(invalid('Invalid base64 SAMLResponse'))
    await expect(assume({}, { SAMLAssertion: 'abc' })).rejects.toMatchObject({ name: 'ValidationError' })
  })

  it('refuses other providers, issuers and signatures', async () => {
    for (const PrincipalArn of [`${providerArn}-2`, providerArn.replace(testAccount, '210987654321'), 'arn:aws:iam::aws:policy/ReadOnlyAccess']) {
      await expect(assume({}, { PrincipalArn })).rejects.toMatchObject(invalid("Specified provider doesn't exist."))
    }
    await expect(assume({ entityId: 'https://evil.example' })).rejects.toMatchObject(invalid('Issuer not present in specified provider'))
    await expect(assume({ key: 1 })).rejects.toMatchObject(invalid('Response signature invalid'))
    const forged = Buffer.from(Buffer.from(respond(), 'base64').toString().replace('>ann<', '>root<')).toString('base64')
    await expect(assume({}, { SAMLAssertion: forged })).rejects.toMatchObject(invalid('Response signature invalid'))
  })

  it('refuses a failure that the provider reports', async () => {
    await expect(assume({ status: 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed' })).rejects.toMatchObject({
      name: 'IDPRejectedClaimException',
      $metadata: { httpStatusCode: 403 },
    })
  })

  it('refuses what is for somebody else', async () => {
    const message = 'Response does not contain the required audience.'
    await expect(assume({ audience: 'https://other.example' })).rejects.toMatchObject(invalid(message))
    await expect(assume({ recipient: 'https://other.example' })).rejects.toMatchObject(invalid(message))
    await expect(assume({ recipient: 'https://signin.aws.amazon.com.evil.example/saml' })).rejects.toMatchObject(invalid(message))
    const regional = 'https://eu-west-1.signin.aws.amazon.com/saml'
    expect((await assume({ audience: regional, recipient: regional })).Audience).toBe(regional)
  })

  it('refuses what is five minutes old, not valid any more or not yet', async () => {
    const now = world.clock.nowMilliseconds()
    await assume({ issuedAt: now - 290_000, notOnOrAfter: now + 1000 })
    await expect(assume({ issuedAt: now - 301_000, notOnOrAfter: now + 600_000 })).rejects.toMatchObject(expired)
    await expect(assume({ issuedAt: now, notOnOrAfter: now - 301_000 })).rejects.toMatchObject(expired)
    await expect(assume({ issuedAt: now, notBefore: now + 310_000 })).rejects.toMatchObject(expired)
    const old = respond()
    await world.advance(301)
    await expect(assume({}, { SAMLAssertion: old })).rejects.toMatchObject(expired)
  })

  it('refuses a role that the provider does not offer, whatever order it names the pair in', async () => {
    const message = "SAML Assertion doesn't contain the requested Role and Metadata in the attributes"
    await expect(assume({ attributes: { [attribute('Role')]: `${roleArn('other')},${providerArn}` } })).rejects.toMatchObject(invalid(message))
    await expect(assume({ attributes: { [attribute('Role')]: roleArn('open') } })).rejects.toMatchObject(invalid(message))
    await assume({ attributes: { [attribute('Role')]: [`${roleArn('other')},${providerArn}`, `${providerArn}, ${roleArn('open')}`] } })
  })

  it('needs the name of a session', async () => {
    await expect(assume({ attributes: { [attribute('RoleSessionName')]: '' } })).rejects.toMatchObject(invalid('RoleSessionName is required in AuthnResponse'))
    await expect(assume({ attributes: { [attribute('RoleSessionName')]: 'a b' } })).rejects.toMatchObject(
      invalid('RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}'),
    )
  })

  it('lasts as short as the caller, the provider and its own session ask for', async () => {
    const attributes = { 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1': 'staff', [attribute('SessionDuration')]: '1800' }
    expect(secondsLeft(await assume({ role: 'staff', attributes }))).toBeCloseTo(1800, -1)
    expect(secondsLeft(await assume({ role: 'staff', attributes }, { DurationSeconds: 7200 }))).toBeCloseTo(1800, -1)
    expect(secondsLeft(await assume({ role: 'staff', attributes }, { DurationSeconds: 900 }))).toBeCloseTo(900, -1)
    const sessionEndsAt = world.clock.nowMilliseconds() + 600_000
    expect(secondsLeft(await assume({ sessionEndsAt }))).toBeCloseTo(600, -1)
    await expect(assume({ sessionEndsAt: world.clock.nowMilliseconds() - 1000 })).rejects.toMatchObject(expired)
    await expect(assume({}, { DurationSeconds: 3601 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    })
    await expect(assume({ attributes: { [attribute('SessionDuration')]: 'long' } })).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' })
  })

  it('hands tags and a source identity to the session, where the trust policy allows that', async () => {
    const tags = {
      [attribute('PrincipalTag:team')]: 'data',
      [attribute('TransitiveTagKeys')]: 'team',
      [attribute('SourceIdentity')]: 'ann',
    }
    const answer = await assume({ attributes: tags })
    expect(answer.SourceIdentity).toBe('ann')
    const opened = await world.sealer.openSession(answer.Credentials?.SessionToken ?? '')
    expect(opened?.content).toMatchObject({
      tags: [{ Key: 'team', Value: 'data' }],
      transitiveTagKeys: ['team'],
      sourceIdentity: 'ann',
      federation: { provider: providerArn, keys: { 'saml:sub': 'ann', 'saml:sub_type': 'persistent', 'saml:namequalifier': answer.NameQualifier } },
    })
    const denied = (action: string) => ({ name: 'AccessDenied', message: `Not authorized to perform ${action}` })
    await expect(assume({ role: 'untagged', attributes: { [attribute('PrincipalTag:team')]: 'data' } })).rejects.toMatchObject(denied('sts:TagSession'))
    await expect(assume({ role: 'untagged', attributes: { [attribute('SourceIdentity')]: 'ann' } })).rejects.toMatchObject(denied('sts:SetSourceIdentity'))
    await expect(assume({ attributes: { [attribute('SourceIdentity')]: 'aws:ann' } })).rejects.toMatchObject(
      invalid('Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"'),
    )
  })

  it('takes session policies', async () => {
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] })
    expect((await assume({}, { Policy })).PackedPolicySize).toBeGreaterThan(0)
    await expect(assume({}, { Policy: '{' })).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
  })

  it('shows what kind of name the subject is', async () => {
    expect((await assume({ subjectFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' })).SubjectType).toBe('transient')
    const email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
    expect((await assume({ subjectFormat: email })).SubjectType).toBe(email)
  })
})
