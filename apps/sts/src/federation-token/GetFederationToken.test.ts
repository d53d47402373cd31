import { type GetFederationTokenCommandInput, STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTestWorld, type TestCredentials, type TestWorld } from '@rolecall/testkit'
import { stsService } from '../sts-service.ts'
import { addUser } from '../../test/test-people.ts'

let world: TestWorld
let as: (credentials?: TestCredentials) => STS
let broker: TestCredentials

const federatedArn = 'arn:aws:sts::123456789012:federated-user'

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts GetFederationToken' })
  const handler = world.handler(stsService(world.dependencies))
  as = (credentials) => new STS(world.client(handler, credentials) as never)
  broker = await addUser(world, { name: 'broker', policy: { Effect: 'Allow', Action: 'sts:GetFederationToken', Resource: `${federatedArn}/*` } })
})
afterAll(() => world.close())

const federate = async (input: GetFederationTokenCommandInput, by?: TestCredentials) => {
  const answer = await as(by).getFederationToken(input)
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = answer.Credentials ?? {}
  const seconds = ((Expiration?.getTime() ?? 0) - world.clock.nowMilliseconds()) / 1000
  return { answer, seconds, credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } }
}

describe('GetFederationToken', () => {
  it('makes a session of the federated user, who may ask who he is', async () => {
    const { answer, seconds, credentials } = await federate({ Name: 'bob' }, broker)
    expect(answer).toMatchObject({ FederatedUser: { FederatedUserId: '123456789012:bob', Arn: `${federatedArn}/bob` }, PackedPolicySize: 0 })
    expect(seconds).toBeCloseTo(43_200, -1)
    const { $metadata, ...identity } = await as(credentials).getCallerIdentity({})
    expect($metadata.httpStatusCode).toBe(200)
    expect(identity).toEqual({ Account: '123456789012', UserId: '123456789012:bob', Arn: `${federatedArn}/bob` })
  })

  it('lasts as long as asked for, an hour at most for root', async () => {
    expect((await federate({ Name: 'bob', DurationSeconds: 900 }, broker)).seconds).toBeCloseTo(900, -1)
    expect((await federate({ Name: 'bob', DurationSeconds: 7200 })).seconds).toBeCloseTo(3600, -1)
    expect((await federate({ Name: 'bob' })).seconds).toBeCloseTo(3600, -1)
  })

  it('tells how much of the space policies and tags take', async () => {
    const Policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
    const { answer } = await federate({ Name: 'bob', Policy }, broker)
    expect(answer.PackedPolicySize).toBeGreaterThan(0)
  })

  it.each<[string, GetFederationTokenCommandInput, object]>([
    ['a malformed policy', { Name: 'bob', Policy: '{"Version":"2012-10-17"}' }, { name: 'MalformedPolicyDocumentException' }],
    [
      'an unknown managed policy',
      { Name: 'bob', PolicyArns: [{ arn: 'arn:aws:iam::123456789012:policy/none' }] },
      { name: 'ValidationError', message: 'Policy ARN arn:aws:iam::123456789012:policy/none does not exist or is not attachable.' },
    ],
    ['a name of one character', { Name: 'b' }, { name: 'ValidationError', message: expect.stringContaining("at 'name' failed to satisfy constraint") }],
    ['a duration of a minute', { Name: 'bob', DurationSeconds: 60 }, { name: 'ValidationError' }],
    [
      'a tag twice',
      { Name: 'bob', Tags: [{ Key: 'a', Value: '1' }, { Key: 'A', Value: '2' }] },
      { name: 'InvalidParameterValue', message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.' },
    ],
  ])('refuses %s', async (_what, input, refusal) => {
    await expect(federate(input)).rejects.toMatchObject(refusal)
  })

  it('needs its permission, and that to tag sessions for tags', async () => {
    const nobody = await addUser(world, { name: 'nobody' })
    await expect(federate({ Name: 'bob' }, nobody)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:user/nobody is not authorized to perform: sts:GetFederationToken on resource: ${federatedArn}/bob because no identity-based policy allows the sts:GetFederationToken action`,
    })
    await expect(federate({ Name: 'bob', Tags: [{ Key: 'team', Value: 'a' }] }, broker)).rejects.toMatchObject({
      message: expect.stringContaining('is not authorized to perform: sts:TagSession on resource'),
    })
  })

  it('is not for temporary credentials, nor are the other operations of STS for its sessions', async () => {
    const { credentials } = await federate({ Name: 'bob' }, broker)
    await expect(federate({ Name: 'eve' }, credentials)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot call GetFederationToken with session credentials',
    })
    await expect(as(credentials).getSessionToken({})).rejects.toMatchObject({ message: 'Cannot call GetSessionToken with session credentials' })
  })

  it('ends with its time and with its user', async () => {
    const user = await addUser(world, { name: 'passing', policy: { Effect: 'Allow', Action: 'sts:GetFederationToken', Resource: '*' } })
    const short = await federate({ Name: 'bob', DurationSeconds: 900 }, user)
    const long = await federate({ Name: 'bob' }, user)
    await world.advance(901)
    await expect(as(short.credentials).getCallerIdentity({})).rejects.toMatchObject({ name: 'ExpiredToken' })
    await as(long.credentials).getCallerIdentity({})
    await world.database.pool.query(`DELETE FROM iam_access_keys WHERE id = $1`, [user.accessKeyId])
    await world.database.pool.query(`DELETE FROM iam_users WHERE name = 'passing'`)
    await world.database.pool.query(`UPDATE accounts SET version = version + 1`)
    await expect(as(long.credentials).getCallerIdentity({})).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
  })
})
