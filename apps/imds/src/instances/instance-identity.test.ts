import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Sealer } from '@rolecall/credentials'
import { loopbackAddress } from '@rolecall/ids'
import { addInstance, createTestWorld, type InstanceFixture, type TestWorld } from '@rolecall/testkit'
import { rawCall, type RawAnswer } from '../../test/raw-call.ts'
import { createImds, type Imds } from '../imds.module.ts'

let world: TestWorld
let imds: Imds
let port: number
let instance: InstanceFixture

const settings = { lifetimeSeconds: 23_700, stateDelaySeconds: 0 }

beforeAll(async () => {
  world = await createTestWorld({ name: 'imds identity' })
  imds = await createImds({ ...world, settings })
  port = await imds.listen(0, '127.0.0.1')
})
afterAll(async () => {
  await imds.close()
  await world.close()
})
beforeEach(async () => {
  instance = await addInstance(world)
})

const call = (path: string, from = port): Promise<RawAnswer> => rawCall(path, { port: from, host: loopbackAddress(instance.addressNumber) })
const read = (path: string, from = port): Promise<RawAnswer> => call(`/latest/meta-data/identity-credentials${path}`, from)
const set = '/ec2/security-credentials/ec2-instance'
const times = async (from = port): Promise<Record<string, string>> => JSON.parse((await read(set, from)).text)

describe('the identity of an instance', () => {
  it('is there without a profile, in the recorded layout', async () => {
    expect((await read('/')).text).toBe('ec2/')
    expect((await read('/ec2')).text).toBe('info\nsecurity-credentials/')
    expect((await read('/ec2/security-credentials/')).text).toBe('ec2-instance')
    expect((await read('/ec2/info')).text).toMatch(
      /^\{\n {2}"Code" : "Success",\n {2}"LastUpdated" : "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",\n {2}"AccountId" : "123456789012"\n\}$/,
    )
    expect((await read(set)).text).toMatch(
      /^\{\n {2}"Code" : "Success",\n {2}"LastUpdated" : "[^"]{20}",\n {2}"Type" : "AWS-HMAC",\n {2}"AccessKeyId" : "ASIA\w{16}",\n {2}"SecretAccessKey" : "[A-Za-z0-9+/]{40}",\n {2}"Token" : "[A-Za-z0-9+/=]+",\n {2}"Expiration" : "[^"]{20}"\n\}$/,
    )
    expect((await read('/ec2/security-credentials/other')).status).toBe(404)
    expect((await call('/2018-03-28/meta-data/identity-credentials/ec2/info')).status).toBe(200)
    expect((await call('/2016-09-02/meta-data/identity-credentials/ec2/info')).status).toBe(404)
  })

  it('is the same set at every process, another one with a session token', async () => {
    const other = await createImds({ ...world, sealer: new Sealer(world), settings })
    try {
      expect(await times(await other.listen(0, '127.0.0.1'))).toEqual(await times())
    } finally {
      await other.close()
    }
    const host = loopbackAddress(instance.addressNumber)
    const token = await rawCall('/latest/api/token', { port, host, method: 'PUT', headers: { 'X-aws-ec2-metadata-token-ttl-seconds': '60' } })
    const headers = { 'X-aws-ec2-metadata-token': token.text }
    const second = await rawCall(`/latest/meta-data/identity-credentials${set}`, { port, host, headers })
    expect(JSON.parse(second.text).AccessKeyId).not.toBe((await times())['AccessKeyId'])
  })

  it('gets new credentials when a third of their time is gone', async () => {
    const before = await times()
    await world.advance(7000)
    expect(await times()).toEqual(before)
    await world.advance(1000)
    const after = await times()
    expect(after['AccessKeyId']).not.toBe(before['AccessKeyId'])
    expect(Date.parse(after['Expiration'] ?? '') - Date.parse(before['Expiration'] ?? '')).toBe(7_900_000)
    expect(Date.parse(after['Expiration'] ?? '') - Date.parse(after['LastUpdated'] ?? '')).toBe(23_700_000)
  })

  it('is sealed into a session that says which instance it is', async () => {
    const { Token = '', SecretAccessKey } = await times()
    const opened = await world.sealer.openSession(Token)
    expect(opened?.secretAccessKey).toBe(SecretAccessKey)
    expect(opened?.content).toMatchObject({ kind: 'instance-identity', name: instance.id, instance: { roleDelivery: '1.0' } })
  })
})
