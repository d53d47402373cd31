import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DescribeInstancesCommand, EC2Client, ModifyInstanceMetadataOptionsCommand, RunInstancesCommand } from '@aws-sdk/client-ec2'
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleCommand, type Credentials, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { adminOf } from './admin.ts'
import { type Cluster, type Replica, startCluster } from './cluster.ts'
import { createProfile, findImage, type Keys, lookPolicy, policyOf } from './story.ts'

const rootKeys: Keys = { accessKeyId: 'test', secretAccessKey: 'test' }
const settings = (replica: Replica, credentials: Keys) => ({ endpoint: replica.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
const iamAt = (replica: Replica, keys = rootKeys) => new IAMClient(settings(replica, keys))
const stsAt = (replica: Replica, keys = rootKeys) => new STSClient(settings(replica, keys))
const ec2At = (replica: Replica, keys = rootKeys) => new EC2Client(settings(replica, keys))

const keysOf = ({ AccessKeyId = '', SecretAccessKey = '', SessionToken = '' }: Partial<Credentials> = {}): Keys => ({
  accessKeyId: AccessKeyId,
  secretAccessKey: SecretAccessKey,
  sessionToken: SessionToken,
})

const instanceCount = 40
let cluster: Cluster
/** Ids and loopback addresses of the fleet, launched at both replicas of EC2. */
let fleet: { id: string; address: string }[]

beforeAll(async () => {
  cluster = await startCluster()
  await createProfile(iamAt(cluster.iam[0]), 'app')
  const ImageId = await findImage(ec2At(cluster.ec2[0]))
  const half = { ImageId, InstanceType: 't3.micro' as const, MinCount: instanceCount / 2, MaxCount: instanceCount / 2, IamInstanceProfile: { Name: 'app' } }
  await Promise.all(cluster.ec2.map((replica) => ec2At(replica).send(new RunInstancesCommand(half))))
  const { instances } = (await (await fetch(`${cluster.edge.endpoint}/_rolecall/instances`)).json()) as { instances: { instanceId: string; metadataEndpoint: string }[] }
  fleet = instances.map(({ instanceId, metadataEndpoint }) => ({ id: instanceId, address: new URL(metadataEndpoint).hostname }))
}, 300_000)

afterAll(() => cluster.stop(), 60_000)

/** The user is made at one replica, the key at the other. */
const createUser = async (UserName: string): Promise<Keys> => {
  await iamAt(cluster.iam[1]).send(new CreateUserCommand({ UserName }))
  const { AccessKey } = await iamAt(cluster.iam[0]).send(new CreateAccessKeyCommand({ UserName }))
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
}

const assumeRole = async (replica: Replica, RoleArn: string, keys: Keys): Promise<Keys> =>
  keysOf((await stsAt(replica, keys).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' }))).Credentials)
const whoAt = async (replica: Replica, keys: Keys) => (await stsAt(replica, keys).send(new GetCallerIdentityCommand({}))).Arn
const look = (replica: Replica, keys: Keys) => ec2At(replica, keys).send(new DescribeInstancesCommand({ MaxResults: 5 }))

describe('two replicas of each service', () => {
  const anybody = policyOf({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' })
  const roleArn = 'arn:aws:iam::123456789012:role/shared'

  it('accept the sessions that the other one issued', async () => {
    await iamAt(cluster.iam[0]).send(new CreateRoleCommand({ RoleName: 'shared', AssumeRolePolicyDocument: anybody }))
    const ann = await createUser('ann')
    for (const [one, other] of [cluster.sts, [cluster.sts[1], cluster.sts[0]] as const]) {
      const session = keysOf((await stsAt(one, ann).send(new GetSessionTokenCommand({}))).Credentials)
      expect(await whoAt(other, session)).toBe('arn:aws:iam::123456789012:user/ann')
      const assumed = await assumeRole(one, roleArn, ann)
      expect(await whoAt(other, assumed)).toBe('arn:aws:sts::123456789012:assumed-role/shared/session')
      await expect(look(cluster.ec2[0], assumed)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
      await expect(look(cluster.ec2[1], assumed)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    }
    await iamAt(cluster.iam[1]).send(new UpdateAccessKeyCommand({ UserName: 'ann', AccessKeyId: ann.accessKeyId, Status: 'Inactive' }))
    for (const replica of cluster.sts) await expect(whoAt(replica, ann)).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
  }, 120_000)

  it('open at once what another one sealed with a key that it alone has seen', async () => {
    const eva = await createUser('eva')
    const own = async (replica: Replica): Promise<Keys> => keysOf((await stsAt(replica, eva).send(new GetSessionTokenCommand({}))).Credentials)
    // A token carries the number of its key in the clear.
    const keyNumber = ({ sessionToken = '' }: Keys): number => Buffer.from(sessionToken, 'base64').readUInt32BE(12)
    const old = await own(cluster.sts[1])
    const { keyId } = (await (await fetch(`${cluster.edge.endpoint}/_rolecall/sealing-keys`, { method: 'POST' })).json()) as { keyId: number }
    // One that starts seals with the newest key; the others learn of it within a minute, or when they meet it.
    await cluster.sts[0].end()
    await cluster.sts[0].start()
    const fresh = await own(cluster.sts[0])
    expect([keyNumber(old), keyNumber(fresh)]).toEqual([keyId - 1, keyId])
    for (const session of [fresh, old]) {
      for (const replica of cluster.sts) expect(await whoAt(replica, session)).toBe('arn:aws:iam::123456789012:user/eva')
      for (const replica of cluster.ec2) await expect(look(replica, session)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    }
  }, 120_000)

  it('decide the next call by what the other one changed', async () => {
    const session = await assumeRole(cluster.sts[1], roleArn, await createUser('eve'))
    for (let round = 0; round < 15; round += 1) {
      const [one, other] = round % 2 === 0 ? [0, 1] as const : [1, 0] as const
      await iamAt(cluster.iam[one]).send(new PutRolePolicyCommand({ RoleName: 'shared', PolicyName: 'look', PolicyDocument: lookPolicy }))
      expect((await look(cluster.ec2[other], session)).Reservations?.length).toBeGreaterThan(0)
      expect((await look(cluster.ec2[one], session)).Reservations?.length).toBeGreaterThan(0)
      await iamAt(cluster.iam[other]).send(new DeleteRolePolicyCommand({ RoleName: 'shared', PolicyName: 'look' }))
      await expect(look(cluster.ec2[one], session)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
      await expect(look(cluster.ec2[other], session)).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    }
    await iamAt(cluster.iam[0]).send(new DeleteRoleCommand({ RoleName: 'shared' }))
    for (const replica of cluster.sts) await expect(whoAt(replica, session)).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
  }, 120_000)

  it('make a thing of one name once, whoever is asked', async () => {
    const create = (replica: Replica, RoleName: string) => iamAt(replica).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: anybody }))
    for (let number = 0; number < 15; number += 1) {
      const results = await Promise.allSettled(cluster.iam.map((replica) => create(replica, `Race-${number}`)))
      const refused = results.filter((result) => result.status === 'rejected')
      expect(refused).toEqual([expect.objectContaining({ reason: expect.objectContaining({ name: 'EntityAlreadyExistsException' }) })])
    }
  }, 120_000)

  it('let nobody act on permissions that the other one has taken away meanwhile', async () => {
    const bob = await createUser('bob')
    const all = policyOf({ Effect: 'Allow', Action: 'iam:*', Resource: '*' })
    await iamAt(cluster.iam[0]).send(new PutUserPolicyCommand({ UserName: 'bob', PolicyName: 'all', PolicyDocument: all }))
    let isTakenAway = false
    const created: string[] = []
    const create = async (lane: number): Promise<void> => {
      for (let number = 0; ; number += 1) {
        const [wasTakenAway, RoleName] = [isTakenAway, `bob-${lane}-${number}`]
        try {
          await iamAt(cluster.iam[lane % 2 === 0 ? 0 : 1], bob).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: anybody }))
        } catch (error) {
          expect(error).toMatchObject({ name: 'AccessDenied' })
          return
        }
        created.push(RoleName)
        expect([RoleName, wasTakenAway]).toEqual([RoleName, false])
      }
    }
    const lanes = [0, 1, 2, 3].map(create)
    while (created.length < 20) await delay(20)
    await iamAt(cluster.iam[1]).send(new DeleteUserPolicyCommand({ UserName: 'bob', PolicyName: 'all' }))
    isTakenAway = true
    await Promise.all(lanes)
  }, 120_000)
})

interface Answer {
  status: number
  text: string
}

const metadata = async (replica: Replica, address: string, path: string, init: RequestInit = {}): Promise<Answer> => {
  const answer = await fetch(`http://${address}:${replica.port}${path}`, init)
  return { status: answer.status, text: await answer.text() }
}
const newToken = async (replica: Replica, address: string): Promise<string> =>
  (await metadata(replica, address, '/latest/api/token', { method: 'PUT', headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' } })).text
const withToken = (token: string): RequestInit => ({ headers: { 'x-aws-ec2-metadata-token': token } })
const credentialsPath = '/latest/meta-data/iam/security-credentials/app'

/** What every instance of the fleet finds at a replica. */
const fleetCredentials = (replica: Replica): Promise<string[]> =>
  Promise.all(
    fleet.map(async ({ address }) => {
      const { text } = await metadata(replica, address, credentialsPath, withToken(await newToken(replica, address)))
      expect(JSON.parse(text)).toMatchObject({ Code: 'Success' })
      return text
    }),
  )

interface Row extends Record<string, unknown> {
  instanceId: string
  generation: number
  failureCode: string | null
}

const generations = async (): Promise<Row[]> => {
  const text = `SELECT instance_id AS "instanceId", generation, failure_code AS "failureCode" FROM instance_credentials ORDER BY instance_id, delivery`
  return (await cluster.database.pool.query<Row>(text)).rows
}

/** Both sets of every instance are of this generation. */
const isWhole = (rows: Row[], generation: number): boolean => rows.length === 2 * instanceCount && rows.every((row) => row.generation === generation)
const reach = async (generation: number): Promise<void> => {
  while (!isWhole(await generations(), generation)) await delay(50)
}
const sweeps = 3

describe('two replicas of the metadata service and two workers of rotation', () => {
  const hour = 3600

  // Time moves in the store, as for processes that did not move it: nobody but the workers renews.
  const setOffset = (seconds: number) => cluster.database.pool.query('UPDATE settings SET offset_milliseconds = $1', [seconds * 1000])

  it('issue once for each instance of a fleet that both find at once', async () => {
    await reach(1)
    await delay(sweeps * 1000)
    expect(isWhole(await generations(), 1)).toBe(true)
    const [one, other] = await Promise.all(cluster.imds.map(fleetCredentials))
    expect(one).toEqual(other)
  }, 120_000)

  it('take the tokens of each other, and show changes with the next request', async () => {
    const [{ id, address } = { id: '', address: '' }, { address: foreign } = { address: '' }] = fleet
    const token = await newToken(cluster.imds[0], address)
    const path = '/latest/meta-data/instance-id'
    expect(await metadata(cluster.imds[1], address, path, withToken(token))).toEqual({ status: 200, text: id })
    expect((await metadata(cluster.imds[1], foreign, path, withToken(token))).status).toBe(401)
    for (const [HttpEndpoint, status] of [['disabled', 403], ['enabled', 200]] as const) {
      await ec2At(cluster.ec2[1]).send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: id, HttpEndpoint }))
      for (const replica of cluster.imds) expect((await metadata(replica, address, path, withToken(token))).status).toBe(status)
    }
  }, 120_000)

  it('renew all once, while a worker is killed', async () => {
    const before = await fleetCredentials(cluster.imds[0])
    // Two thirds of the lifetime: everybody's moment has come.
    await setOffset(5 * hour)
    await cluster.rotation[0].end()
    await reach(2)
    await cluster.rotation[0].start()
    await delay(sweeps * 1000)
    expect(isWhole(await generations(), 2)).toBe(true)
    const after = await fleetCredentials(cluster.imds[1])
    expect(new Set([...before, ...after]).size).toBe(2 * instanceCount)
    const { Token = '', ...keys } = JSON.parse(after[0] ?? '{}')
    const session = { accessKeyId: keys.AccessKeyId, secretAccessKey: keys.SecretAccessKey, sessionToken: Token }
    for (const replica of cluster.sts) expect(await whoAt(replica, session)).toBe(`arn:aws:sts::123456789012:assumed-role/app/${fleet[0]?.id}`)
  }, 120_000)

  it('renew when both read at once what nobody has renewed, and workers come too', async () => {
    await Promise.all(cluster.rotation.map((worker) => worker.end()))
    await setOffset(10 * hour)
    const reading = Promise.all(cluster.imds.map(fleetCredentials))
    await Promise.all(cluster.rotation.map((worker) => worker.start()))
    const [one, other] = await reading
    expect(one).toEqual(other)
    await delay(sweeps * 1000)
    expect(isWhole(await generations(), 3)).toBe(true)
  }, 120_000)

  it('serve on while the other one is killed, which then serves the same again', async () => {
    const documents = async (replica: Replica): Promise<string[]> => {
      const [{ address } = { address: '' }] = fleet
      const answers = await Promise.all(['signature', 'pkcs7', 'rsa2048'].map((leaf) => metadata(replica, address, `/latest/dynamic/instance-identity/${leaf}`, withToken(token))))
      return answers.map(({ text }) => text)
    }
    const token = await newToken(cluster.imds[0], fleet[0]?.address ?? '')
    const before = [...(await fleetCredentials(cluster.imds[0])), ...(await documents(cluster.imds[0]))]
    await cluster.imds[0].end()
    expect([...(await fleetCredentials(cluster.imds[1])), ...(await documents(cluster.imds[1]))]).toEqual(before)
    await cluster.imds[0].start()
    expect([...(await fleetCredentials(cluster.imds[0])), ...(await documents(cluster.imds[0]))]).toEqual(before)
  }, 120_000)

  it('tell the operator that all is well', async () => {
    const status = (await (await fetch(`${cluster.edge.endpoint}/_rolecall/status`)).json()) as { status: string; credentials: object }
    expect(status).toMatchObject({ status: 'ok', services: { iam: 'ok', sts: 'ok', ec2: 'ok', imds: 'ok', rotation: 'ok' } })
    expect(status.credentials).toMatchObject({ total: instanceCount, missing: 0, due: 0, late: 0, expired: 0, failed: {} })
    expect((await adminOf(cluster.edge.endpoint).health()).status).toBe(200)
    const outputs = [...cluster.iam, ...cluster.sts, ...cluster.ec2, ...cluster.imds, ...cluster.rotation, cluster.edge].map(({ output }) => output)
    for (const output of outputs) expect(output).toMatch(/^Rolecall [^\n]+\n$/)
  }, 30_000)
})
