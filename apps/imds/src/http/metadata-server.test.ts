import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { loopbackAddress } from '@rolecall/ids'
import { addInstance, changeInstance, createTestWorld, type InstanceFixture, type TestWorld } from '@rolecall/testkit'
import { rawCall, type RawAnswer, type RawCall } from '../../test/raw-call.ts'
import { createImds, type Imds } from '../imds.module.ts'
import { notFoundPage } from './not-found-page.ts'

let world: TestWorld
let imds: Imds
let port: number
let instance: InstanceFixture

beforeAll(async () => {
  world = await createTestWorld({ name: 'imds http' })
  imds = await createImds({ ...world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 0 } })
  port = await imds.listen(0, '127.0.0.1')
})
afterAll(async () => {
  await imds.close()
  await world.close()
})
beforeEach(async () => {
  instance = await addInstance(world)
})

const call = (path: string, options: Partial<RawCall> = {}): Promise<RawAnswer> =>
  rawCall(path, { port, host: loopbackAddress(instance.addressNumber), ...options })

const tokenHeader = 'X-aws-ec2-metadata-token'
const lifetimeHeader = 'X-aws-ec2-metadata-token-ttl-seconds'
const idPath = '/latest/meta-data/instance-id'

const getToken = async (seconds = 300, options: Partial<RawCall> = {}): Promise<string> =>
  (await call('/latest/api/token', { method: 'PUT', headers: { [lifetimeHeader]: `${seconds}` }, ...options })).text
const withToken = async (): Promise<Record<string, string>> => ({ [tokenHeader]: await getToken() })
const requireTokens = (): Promise<void> => changeInstance(world, instance.id, { metadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required' } })

const dateLine = /^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/
const names = (answer: RawAnswer): string[] => answer.head.slice(1).map((line) => line.split(': ')[0] ?? '')

describe('heads, byte for byte', () => {
  it('of a value without a token', async () => {
    const answer = await call(idPath)
    expect(answer.head).toEqual([
      'HTTP/1.1 200 OK',
      'Content-Type: text/plain',
      'Accept-Ranges: none',
      expect.stringMatching(/^Last-Modified: .* GMT$/),
      'Content-Length: 19',
      expect.stringMatching(dateLine),
      'Server: EC2ws',
      'Connection: close',
    ])
    expect(answer.text).toBe(instance.id)
  })

  it('of a value with a token', async () => {
    const answer = await call(idPath, { headers: await withToken() })
    expect(names(answer)).toEqual([
      'X-Aws-Ec2-Metadata-Token-Ttl-Seconds',
      'Content-Type',
      'Accept-Ranges',
      'Last-Modified',
      'Content-Length',
      'Date',
      'Server',
      'Connection',
    ])
  })

  it('of a token', async () => {
    const answer = await call('/latest/api/token', { method: 'PUT', headers: { [lifetimeHeader]: '21600' } })
    expect(answer.head).toEqual([
      'HTTP/1.1 200 OK',
      'X-Aws-Ec2-Metadata-Token-Ttl-Seconds: 21600',
      'Content-Length: 56',
      expect.stringMatching(dateLine),
      'Server: EC2ws',
      'Connection: close',
      'Content-Type: text/plain',
    ])
    expect(answer.text).toMatch(/^AQAEA[A-Za-z0-9_-]{49}==$/)
  })

  it('of what is missing', async () => {
    const answer = await call('/latest/meta-data/nothing', { headers: await withToken() })
    expect(answer.head).toEqual([
      'HTTP/1.1 404 Not Found',
      'X-Aws-Ec2-Metadata-Token-Ttl-Seconds: 300',
      'Content-Type: text/html',
      'Content-Length: 339',
      expect.stringMatching(dateLine),
      'Server: EC2ws',
      'Connection: close',
    ])
    expect(answer.text).toBe(notFoundPage)
  })

  it.each([
    [400, 'Bad Request', '/latest/api/token', { method: 'PUT' }],
    [403, 'Forbidden', '/latest/api/token', { method: 'PUT', headers: { [lifetimeHeader]: '60', 'X-Forwarded-For': '10.0.0.1' } }],
    [403, 'Forbidden', idPath, { method: 'POST' }],
    [401, 'Unauthorized', idPath, { headers: { [tokenHeader]: 'bogus' } }],
  ])('of %i', async (status, reason, path, options) => {
    const answer = await call(path, options)
    expect(answer.head).toEqual([
      `HTTP/1.1 ${status} ${reason}`,
      'Content-Type: text/plain',
      'Content-Length: 0',
      expect.stringMatching(dateLine),
      'Server: EC2ws',
      'Connection: close',
    ])
    expect(answer.text).toBe('')
  })

  it('of 405 on the token path', async () => {
    const answer = await call('/latest/api/token')
    expect(answer.head.slice(0, 4)).toEqual(['HTTP/1.1 405 Not Allowed', 'Content-Type: text/plain', 'Allow: OPTIONS, PUT', 'Content-Length: 0'])
  })

  it('of OPTIONS', async () => {
    const value = await call(idPath, { method: 'OPTIONS' })
    expect(value.head.slice(0, 4)).toEqual(['HTTP/1.1 200 OK', 'Content-Type: text/plain', 'Allow: OPTIONS, GET, HEAD', 'Content-Length: 0'])
    expect((await call('/latest/api/token', { method: 'OPTIONS' })).header('Allow')).toBe('OPTIONS, PUT')
    expect((await call('/latest/nothing', { method: 'OPTIONS' })).status).toBe(404)
  })

  it('of HEAD: as GET, without the body', async () => {
    const answer = await call('/latest/meta-data/', { method: 'HEAD' })
    const full = await call('/latest/meta-data/')
    expect(answer.header('Content-Length')).toBe(`${full.body.length}`)
    expect(answer.body).toHaveLength(0)
  })

  it('answers HTTP/1.0 and requests without Host, ranges, conditions and bodies as any other', async () => {
    expect((await call(idPath, { version: '1.0' })).head[0]).toBe('HTTP/1.1 200 OK')
    const headers = { Range: 'bytes=0-1', 'If-None-Match': '*', 'If-Modified-Since': 'Wed, 01 Jan 2200 00:00:00 GMT', 'Content-Length': '4' }
    const answer = await call(idPath, { headers, body: 'body' })
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(instance.id)
  })
})

describe('the order of decisions', () => {
  it('refuses everything while the endpoint is disabled', async () => {
    await changeInstance(world, instance.id, { metadataOptions: { HttpEndpoint: 'disabled' } })
    expect((await call(idPath)).status).toBe(403)
    expect((await call('/latest/api/token', { method: 'PUT', headers: { [lifetimeHeader]: '60' } })).status).toBe(403)
    expect((await call('/nothing')).text).toBe('')
  })

  it('asks for a token before it looks at path or method', async () => {
    await requireTokens()
    for (const path of ['/', idPath, '/2021-03-24/', '/latest/api/token']) expect((await call(path)).status).toBe(401)
    expect((await call(idPath, { method: 'DELETE' })).status).toBe(401)
    expect((await call('/2021-03-23/api/token', { method: 'PUT', headers: { [lifetimeHeader]: '60' } })).status).toBe(401)
    expect((await call(idPath, { headers: await withToken() })).status).toBe(200)
  })

  it('looks at X-Forwarded-For before the lifetime, and only for the token', async () => {
    expect((await call('/latest/api/token', { method: 'PUT', headers: { 'X-Forwarded-For': '' } })).status).toBe(403)
    expect((await call(idPath, { headers: { 'X-Forwarded-For': '10.0.0.1' } })).status).toBe(200)
  })

  it.each([
    ['POST', idPath, 403],
    ['DELETE', '/latest/nothing', 403],
    ['PUT', '/2021-03-23/api/token', 403],
    ['GET', '/latest/api/token', 405],
    ['POST', '/latest/api/token', 405],
    ['HEAD', '/latest/api/token', 405],
    ['GET', '/latest/api', 404],
    ['GET', '/latest/api/', 404],
    ['GET', '/2021-03-24/', 404],
    ['GET', '/', 200],
    ['GET', '//', 200],
    ['GET', '/latest/../..', 200],
  ])('%s %s with a token is %i', async (method, path, status) => {
    const answer = await call(path, { method, headers: await withToken() })
    expect(answer.status).toBe(status)
    expect(answer.header('X-Aws-Ec2-Metadata-Token-Ttl-Seconds')).toBe('300')
  })

  it('takes an empty token header for none', async () => {
    expect((await call(idPath, { headers: { [tokenHeader]: '' } })).status).toBe(200)
    await requireTokens()
    expect((await call(idPath, { headers: { [tokenHeader]: '' } })).status).toBe(401)
  })

  it.each(['/latest/api/token/', '/latest//api/./token', '/latest/api/token?x=1'])('gives a token at %s', async (path) => {
    expect((await call(path, { method: 'PUT', headers: { [lifetimeHeader.toLowerCase()]: '60' } })).text).toHaveLength(56)
  })
})

describe('tokens', () => {
  it.each([
    ['1', 200],
    ['21600', 200],
    [' 60 ', 200],
    ['0', 400],
    ['-1', 400],
    ['21601', 400],
    ['1.5', 400],
    ['+5', 400],
    ['0x10', 400],
    ['invalid', 400],
    ['', 400],
  ])('of a lifetime of %p are answered %i', async (lifetime, status) => {
    expect((await call('/latest/api/token', { method: 'PUT', headers: { [lifetimeHeader]: lifetime } })).status).toBe(status)
  })

  it('count down and end at their time, as the simulated clock has it', async () => {
    const token = await getToken(300)
    await world.advance(100)
    const answer = await call(idPath, { headers: { [tokenHeader]: token } })
    expect(Number(answer.header('X-Aws-Ec2-Metadata-Token-Ttl-Seconds'))).toBeLessThanOrEqual(200)
    await world.advance(200)
    expect((await call(idPath, { headers: { [tokenHeader]: token } })).status).toBe(401)
  })

  it('are refused by every other instance', async () => {
    const token = await getToken()
    const other = await addInstance(world)
    expect((await call(idPath, { host: loopbackAddress(other.addressNumber), headers: { [tokenHeader]: token } })).status).toBe(401)
  })

  it('end with the instance: a new start refuses them', async () => {
    const token = await getToken()
    await changeInstance(world, instance.id, { launchedAt: new Date(world.clock.now().getTime() + 1000) })
    expect((await call(idPath, { headers: { [tokenHeader]: token } })).status).toBe(401)
  })

  it('are refused with any one character changed', async () => {
    const token = await getToken()
    for (let index = 0; index < token.length; index += 1) {
      const changed = token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1)
      expect((await call(idPath, { headers: { [tokenHeader]: changed } })).status).toBe(401)
    }
  })
})

describe('which instance is calling', () => {
  const idOf = async (path: string, options: Partial<RawCall>): Promise<string> => (await call(path, options)).text
  const shared = { host: '127.0.0.1' }

  it('is told by the loopback address, the host name or the path', async () => {
    expect(await idOf(idPath, {})).toBe(instance.id)
    expect(await idOf(idPath, { ...shared, headers: { Host: `${instance.id}.localhost:${port}` } })).toBe(instance.id)
    expect(await idOf(`/instances/${instance.id}${idPath}`, shared)).toBe(instance.id)
    const token = await getToken(60, { ...shared, headers: { Host: `${instance.id}.imds.internal`, [lifetimeHeader]: '60' } })
    expect(await idOf(`/instances/${instance.id}${idPath}`, { ...shared, headers: { [tokenHeader]: token } })).toBe(instance.id)
  })

  it('is told by a registered source address before anything else', async () => {
    const other = await addInstance(world)
    await world.store.metadataAddresses.replace(other.id, ['127.0.9.9'])
    const from = { localAddress: '127.0.9.9' }
    expect(await idOf(idPath, from)).toBe(other.id)
    expect(await idOf(idPath, { ...from, headers: { Host: `${instance.id}.localhost` } })).toBe(other.id)
    await world.store.metadataAddresses.replace(other.id, [])
    expect(await idOf(idPath, from)).toBe(instance.id)
  })

  it('is never told by a path once an address told it', async () => {
    const other = await addInstance(world)
    expect((await call(`/instances/${other.id}${idPath}`)).status).toBe(404)
    expect((await call(`/instances/${other.id}/latest/api/token`, { method: 'PUT', headers: { [lifetimeHeader]: '60' } })).status).toBe(404)
    expect(await idOf(`/instances/${instance.id}${idPath}`, {})).toBe(instance.id)
  })

  it('is nobody otherwise, and learns nothing', async () => {
    for (const path of [idPath, '/', '/instances/i-00000000000000000/latest/', '/instances/']) {
      const answer = await call(path, shared)
      expect(answer.text).toBe(notFoundPage)
    }
    expect((await call('/latest/api/token', { ...shared, method: 'PUT', headers: { [lifetimeHeader]: '60' } })).status).toBe(404)
    expect((await call(idPath, { host: '127.200.1.1' })).status).toBe(404)
  })

  it('has no service while it does not run', async () => {
    await changeInstance(world, instance.id, { state: 'stopped', stateFrom: 'running' })
    expect((await call(idPath)).status).toBe(404)
    await changeInstance(world, instance.id, { state: 'running', stateFrom: 'stopped' })
    expect((await call(idPath)).status).toBe(200)
    await changeInstance(world, instance.id, { state: 'terminated', stateFrom: 'running' })
    expect((await call(idPath)).status).toBe(404)
  })
})

it('is served while what runs on the instance ends its work, and no longer', async () => {
  const slow = await createImds({ ...world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 30 } })
  try {
    const slowPort = await slow.listen(0, '127.0.0.1')
    const statusOf = async (): Promise<number> => (await call(idPath, { port: slowPort })).status
    for (const state of ['stopped', 'terminated']) {
      await changeInstance(world, instance.id, { state, stateFrom: 'running', stateChangedAt: world.clock.now() })
      expect([state, await statusOf()]).toEqual([state, 200])
      await world.advance(31)
      expect([state, await statusOf()]).toEqual([state, 404])
    }
  } finally {
    await slow.close()
  }
})

const outside = Object.values(networkInterfaces())
  .flat()
  .find((own) => own?.family === 'IPv4' && !own.internal)?.address
const itOutside = outside === undefined ? it.skip : it

itOutside('a loopback host takes no calls by other addresses', async () => {
  await expect(call(idPath, { host: outside ?? '' })).rejects.toMatchObject({ code: 'ECONNRESET' })
})

itOutside('any other host takes calls from neighbours, told apart by their private addresses', async () => {
  const address = outside ?? ''
  const open = await createImds({ ...world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 0 } })
  const openPort = await open.listen(0, '0.0.0.0')
  const neighbour = await addInstance(world, { privateIp: address })
  const options = { host: address, port: openPort, localAddress: address }
  expect((await call(idPath, options)).text).toBe(neighbour.id)
  await addInstance(world, { privateIp: address })
  expect((await call(idPath, options)).status).toBe(404)
  await open.close()
})
