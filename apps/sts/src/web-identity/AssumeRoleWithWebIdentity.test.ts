import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
  getDefaultRoleAssumerWithWebIdentity,
  STSClient,
} from '@aws-sdk/client-sts'
import { OwnIssuers } from '@rolecall/oidc'
import type { ApiHandler } from '@rolecall/pipeline'
import { createTestWorld, inProcess, testAccount, type TestWorld } from '@rolecall/testkit'
import { addProvider } from '../../test/test-issuers.ts'
import { addRole } from '../../test/test-people.ts'
import { stsService } from '../sts-service.ts'

const issuer = 'https://token.actions.githubusercontent.com'
const host = 'token.actions.githubusercontent.com'
const provider = `arn:aws:iam::${testAccount}:oidc-provider/${host}`
const repository = 'repo:octo-org/octo-repo:ref:refs/heads/main'
const roleArn = (name: string): string => `arn:aws:iam::${testAccount}:role/${name}`
const notAuthorized = { name: 'AccessDenied', message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity', $metadata: { httpStatusCode: 403 } }

const trusting = (condition?: object, actions: string[] = ['sts:AssumeRoleWithWebIdentity']): object => ({
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: actions,
  ...(condition === undefined ? {} : { Condition: condition }),
})

const onMain = { StringEquals: { [`${host}:sub`]: repository, [`${host}:aud`]: 'sts.amazonaws.com' } }

let world: TestWorld
let issuers: OwnIssuers
let handler: ApiHandler
let sts: STSClient

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts_web_identity' })
  issuers = new OwnIssuers(world)
  await issuers.configure('github', { url: issuer, keys: undefined })
  handler = world.handler(stsService(world))
  sts = new STSClient({ ...world.client(handler), credentials: undefined } as never)
  await addProvider(world, { url: issuer, clientIds: ['sts.amazonaws.com', 'party'] })
  await addRole(world, { name: 'deploy', trust: trusting(onMain), maxSessionSeconds: 7200 })
  await addRole(world, { name: 'open', trust: trusting(undefined, ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity']) })
  await addRole(world, { name: 'untagged', trust: trusting() })
})

afterAll(() => world.close())

const token = async (claims: object = {}, lifetimeSeconds = 600): Promise<string> => {
  const issued = await issuers.issue('github', { issuerUrl: '', lifetimeSeconds, claims: { sub: repository, aud: 'sts.amazonaws.com', ...claims } })
  return issued?.token ?? ''
}

const assume = async (input: Partial<AssumeRoleWithWebIdentityCommandInput> = {}, claims: object = {}) =>
  sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn('deploy'),
      RoleSessionName: 'run-1',
      WebIdentityToken: input.WebIdentityToken ?? (await token(claims)),
      ...input,
    }),
  )

const refusal = (message: string, name = 'InvalidIdentityTokenException'): object => ({ message, name, $metadata: expect.objectContaining({ httpStatusCode: 400 }) })

const unvalidated = refusal('The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.')

describe('AssumeRoleWithWebIdentity', () => {
  it('answers a session of the role for a token, without a signature', async () => {
    const answer = await assume()
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: repository,
      Provider: provider,
      Audience: 'sts.amazonaws.com',
      AssumedRoleUser: { Arn: `arn:aws:sts::${testAccount}:assumed-role/deploy/run-1`, AssumedRoleId: expect.stringMatching(/^AROA.*:run-1$/) },
    })
    expect(answer.PackedPolicySize).toBeUndefined()
    expect(answer.SourceIdentity).toBeUndefined()
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {}
    const session = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
    const identity = await new STSClient(world.client(handler, session)).send(new GetCallerIdentityCommand({}))
    expect(identity.Arn).toBe(answer.AssumedRoleUser?.Arn)
  })

  it('is what SDKs find credentials by in a pod or a workflow', async () => {
    const assumer = getDefaultRoleAssumerWithWebIdentity({
      region: 'eu-west-1',
      stsClientOptions: { endpoint: 'http://sts.test', requestHandler: inProcess(handler) },
      endpoint: 'http://sts.test',
      requestHandler: inProcess(handler),
    } as never)
    const credentials = await assumer({ RoleArn: roleArn('deploy'), RoleSessionName: 'pod', WebIdentityToken: await token() })
    expect(credentials.accessKeyId).toMatch(/^ASIA/)
  })

  it('ignores a signature, even a bad one', async () => {
    const signed = new STSClient(world.client(handler, { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wrong' }))
    const command = new AssumeRoleWithWebIdentityCommand({ RoleArn: roleArn('deploy'), RoleSessionName: 'signed', WebIdentityToken: await token() })
    await expect(signed.send(command)).resolves.toBeDefined()
  })

  it('notes in the request log who came', async () => {
    await assume()
    await world.dependencies.requestLog.flush()
    const [record] = await world.store.requestEvents.list({ limit: 1, members: { action: 'AssumeRoleWithWebIdentity' } })
    expect(record?.event).toMatchObject({ account: testAccount, caller: `${provider}:sts.amazonaws.com:${repository}`, decision: 'allowed' })
    expect(JSON.stringify(record)).not.toContain('eyJ')
  })
})

describe('what is asked before the token is looked at', () => {
  it('limits', async () => {
    await expect(assume({ RoleSessionName: 'x' })).rejects.toMatchObject({ name: 'ValidationError' })
    await expect(assume({ RoleArn: 'arn:is:no:role:at-all' })).rejects.toMatchObject(refusal('arn:is:no:role:at-all is invalid', 'ValidationError'))
  })

  it('that it is a JWT at all, before anything about the role', async () => {
    const text = 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)'
    await expect(assume({ WebIdentityToken: 'an access token', RoleArn: roleArn('missing') })).rejects.toMatchObject(refusal(text))
    await expect(assume({ WebIdentityToken: 'a.b.c' })).rejects.toMatchObject(refusal(text))
  })

  it('a role that is there and trusts some provider', async () => {
    await addRole(world, { name: 'for-users', trust: { Effect: 'Allow', Principal: { AWS: testAccount }, Action: 'sts:AssumeRole' } })
    const gone = { Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${testAccount}:oidc-provider/gone.example` }, Action: 'sts:AssumeRoleWithWebIdentity' }
    await addRole(world, { name: 'for-gone', trust: gone })
    for (const name of ['missing', 'a/path/deploy', 'for-users', 'for-gone']) {
      await expect(assume({ RoleArn: roleArn(name) }, { iss: 'https://elsewhere.example' })).rejects.toMatchObject(notAuthorized)
    }
  })

  it("the role's longest session", async () => {
    await expect(assume({ DurationSeconds: 7200 })).resolves.toBeDefined()
    await expect(assume({ DurationSeconds: 7201 }, { aud: 'wrong' })).rejects.toMatchObject(
      refusal('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.', 'ValidationError'),
    )
  })

  it('refuses access tokens by name', async () => {
    await expect(assume({ ProviderId: 'www.amazon.com' })).rejects.toMatchObject({ name: 'NotImplemented' })
    await expect(assume({ ProviderId: 'example.com' })).rejects.toMatchObject({ name: 'ValidationError' })
  })
})

describe('claims', () => {
  it('must come from an issuer that is registered in the account of the role', async () => {
    const text = (iss: string): string => `No OpenIDConnect provider found in your account for ${iss}`
    for (const iss of ['https://elsewhere.example', `${issuer}/`, `http://${host}`]) {
      await expect(assume({}, { iss })).rejects.toMatchObject(refusal(text(iss)))
    }
    await addProvider(world, { url: 'https://foreign.example', account: '999999999999' })
    await expect(assume({}, { iss: 'https://foreign.example' })).rejects.toMatchObject(refusal(text('https://foreign.example')))
  })

  it('must be for a registered audience', async () => {
    await expect(assume({}, { aud: 'https://github.com/octo-org' })).rejects.toMatchObject(refusal('Incorrect token audience'))
    await expect(assume({}, { aud: ['sts.amazonaws.com', 'other'] })).rejects.toMatchObject(
      refusal('Token audience contains more than one audience while authorized party is not present'),
    )
    await expect(assume({ RoleArn: roleArn('open') }, { aud: ['sts.amazonaws.com', 'other'], azp: 'party' })).resolves.toMatchObject({ Audience: 'party' })
    await expect(assume({}, { azp: 'stranger' })).rejects.toMatchObject(refusal('Incorrect token audience'))
  })

  it('must be there', async () => {
    for (const claim of ['iss', 'aud', 'exp', 'iat', 'sub']) {
      await expect(assume({}, { [claim]: undefined })).rejects.toMatchObject(refusal(`Missing a required claim: ${claim}.`))
    }
  })

  it('expire, with five minutes of leeway', async () => {
    const WebIdentityToken = await token({}, 60)
    await world.advance(60 + 290)
    await expect(assume({ WebIdentityToken })).resolves.toBeDefined()
    await world.advance(20)
    await expect(assume({ WebIdentityToken })).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: expect.stringMatching(/^Token expired: current date\/time \d{10} must be before the expiration date\/time \d{10}$/),
      $metadata: { httpStatusCode: 400 },
    })
    const future = Math.floor(world.clock.nowMilliseconds() / 1000) + 400
    await expect(assume({}, { nbf: future })).rejects.toMatchObject(unvalidated)
  })
})

describe('signatures', () => {
  it('must be by a key of the issuer', async () => {
    const [header = '', , signature = ''] = (await token()).split('.')
    const payload = Buffer.from(JSON.stringify({ iss: issuer, sub: repository, aud: 'sts.amazonaws.com', iat: 1, exp: 9_999_999_999 })).toString('base64url')
    await expect(assume({ WebIdentityToken: `${header}.${payload}.${signature}` })).rejects.toMatchObject(unvalidated)
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    await expect(assume({ WebIdentityToken: `${none}.${payload}.` })).rejects.toMatchObject(unvalidated)
    const other = await issuers.issue('other', { issuerUrl: issuer, lifetimeSeconds: 600, claims: { sub: repository, aud: 'sts.amazonaws.com' } })
    await expect(assume({ WebIdentityToken: other?.token ?? '' })).rejects.toMatchObject(unvalidated)
  })

  it('of a key before the newest stay good, until it is dropped', async () => {
    const WebIdentityToken = await token()
    await issuers.rotate('github', { drop: false })
    await expect(assume({ WebIdentityToken })).resolves.toBeDefined()
    await expect(assume()).resolves.toBeDefined()
    await issuers.rotate('github', { drop: true })
    await expect(assume({ WebIdentityToken })).rejects.toMatchObject(unvalidated)
    await expect(assume()).resolves.toBeDefined()
  })
})

describe('the trust policy', () => {
  it('judges subject, audience and every other plain claim', async () => {
    await expect(assume({}, { sub: 'repo:octo-org/octo-repo:pull_request' })).rejects.toMatchObject(notAuthorized)
    const condition = {
      StringEquals: { [`${host}:environment`]: 'prod', [`${host}:run_attempt`]: '2', 'sts:RoleSessionName': 'run-1', 'aws:FederatedProvider': provider },
      Bool: { [`${host}:trusted`]: 'true' },
      'ForAnyValue:StringEquals': { [`${host}:amr`]: 'authenticated' },
    }
    await addRole(world, { name: 'strict', trust: trusting(condition) })
    const claims = { environment: 'prod', run_attempt: 2, trusted: true, amr: ['authenticated', 'x'], nested: { a: 1 } }
    await expect(assume({ RoleArn: roleArn('strict') }, claims)).resolves.toBeDefined()
    await expect(assume({ RoleArn: roleArn('strict') }, { ...claims, environment: 'dev', Environment: 'prod' })).rejects.toMatchObject(notAuthorized)
    await expect(assume({ RoleArn: roleArn('strict'), RoleSessionName: 'run-2' }, claims)).rejects.toMatchObject(notAuthorized)
  })

  it('sees the original audience where the authorized party stands in for it', async () => {
    const condition = { StringEquals: { [`${host}:oaud`]: 'original', [`${host}:aud`]: 'party' } }
    await addRole(world, { name: 'party', trust: trusting(condition) })
    await expect(assume({ RoleArn: roleArn('party') }, { aud: 'original', azp: 'party' })).resolves.toBeDefined()
    await expect(assume({ RoleArn: roleArn('party') }, { aud: 'party' })).rejects.toMatchObject(notAuthorized)
  })

  it('of another provider lets nobody in', async () => {
    await addProvider(world, { url: 'https://second.example' })
    const second = { ...trusting(), Principal: { Federated: `arn:aws:iam::${testAccount}:oidc-provider/second.example` } }
    await addRole(world, { name: 'second', trust: second })
    await expect(assume({ RoleArn: roleArn('second') })).rejects.toMatchObject(notAuthorized)
  })
})

describe('session tags and source identity of a token', () => {
  const tags = 'https://aws.amazon.com/tags'

  it('need sts:TagSession and sts:SetSourceIdentity', async () => {
    const claims = { [tags]: { principal_tags: { project: ['apollo'] }, transitive_tag_keys: ['project'] } }
    await expect(assume({ RoleArn: roleArn('untagged') }, claims)).rejects.toMatchObject({ ...notAuthorized, message: 'Not authorized to perform sts:TagSession' })
    const answer = await assume({ RoleArn: roleArn('open') }, claims)
    expect(answer.PackedPolicySize).toBeGreaterThan(0)
    const named = { 'https://aws.amazon.com/source_identity': 'alice' }
    await expect(assume({ RoleArn: roleArn('untagged') }, named)).rejects.toMatchObject({ message: 'Not authorized to perform sts:SetSourceIdentity' })
    expect((await assume({ RoleArn: roleArn('open') }, named)).SourceIdentity).toBe('alice')
  })

  it('are request tags, in either form', async () => {
    const condition = { StringEquals: { 'aws:RequestTag/project': 'apollo' }, 'ForAllValues:StringEquals': { 'sts:TransitiveTagKeys': 'project' } }
    await addRole(world, { name: 'tagged', trust: trusting(condition, ['sts:*']) })
    const flat = { [`${tags}/principal_tags/project`]: 'apollo', [`${tags}/transitive_tag_keys`]: ['project'] }
    await expect(assume({ RoleArn: roleArn('tagged') }, flat)).resolves.toBeDefined()
    await expect(assume({ RoleArn: roleArn('tagged') }, { [tags]: { principal_tags: { project: ['gemini'] } } })).rejects.toMatchObject(notAuthorized)
  })

  it('must be as AWS documents them', async () => {
    for (const claim of [{ principal_tags: { project: ['a', 'b'] } }, { principal_tags: { project: [1] } }, { principal_tags: ['a'] }, 'apollo']) {
      await expect(assume({ RoleArn: roleArn('open') }, { [tags]: claim })).rejects.toMatchObject(unvalidated)
    }
    const doubled = { principal_tags: { project: ['a'], Project: ['b'] } }
    await expect(assume({ RoleArn: roleArn('open') }, { [tags]: doubled })).rejects.toMatchObject(
      refusal('Duplicate tag keys found. Please note that Tag keys are case insensitive.', 'InvalidParameterValue'),
    )
    await expect(assume({ RoleArn: roleArn('open') }, { 'https://aws.amazon.com/source_identity': 'aws:me' })).rejects.toMatchObject({
      message: 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    })
  })
})

describe('session policies', () => {
  it('are checked like those of AssumeRole', async () => {
    await expect(assume({ Policy: '{}' })).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
    await expect(assume({ PolicyArns: [{ arn: `arn:aws:iam::${testAccount}:policy/missing` }] })).rejects.toMatchObject({ name: 'ValidationError' })
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] })
    expect((await assume({ Policy })).PackedPolicySize).toBeGreaterThan(0)
  })
})

describe('the session', () => {
  it('carries the provider, subject and audience on', async () => {
    const { Credentials } = await assume()
    const opened = await world.sealer.openSession(Credentials?.SessionToken ?? '')
    expect(opened?.content.federation).toEqual({ provider, keys: { [`${host}:sub`]: repository, [`${host}:aud`]: 'sts.amazonaws.com' } })
    const condition = { StringEquals: { [`${host}:sub`]: repository, 'aws:FederatedProvider': provider } }
    const trust = { Effect: 'Allow', Principal: { AWS: `${roleArn('deploy')}` }, Action: 'sts:AssumeRole', Condition: condition }
    await addRole(world, { name: 'next', trust })
    const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '', SessionToken: sessionToken = '' } = Credentials ?? {}
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts')
    const chained = new STSClient(world.client(handler, { accessKeyId, secretAccessKey, sessionToken }))
    await expect(chained.send(new AssumeRoleCommand({ RoleArn: roleArn('next'), RoleSessionName: 'chained' }))).resolves.toBeDefined()
  })
})
