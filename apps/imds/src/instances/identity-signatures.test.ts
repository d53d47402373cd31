import { spawnSync } from 'node:child_process'
import { createVerify, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { IdentitySigner } from '@rolecall/credentials'
import { loopbackAddress } from '@rolecall/ids'
import { addInstance, changeInstance, createTestWorld, type InstanceFixture, type TestWorld } from '@rolecall/testkit'
import { rawCall } from '../../test/raw-call.ts'
import { createImds, type Imds } from '../imds.module.ts'

let world: TestWorld
let imds: Imds
let port: number
let instance: InstanceFixture
const folder = mkdtempSync(join(tmpdir(), 'rolecall-identity-'))

beforeAll(async () => {
  world = await createTestWorld({ name: 'imds identity signatures' })
  imds = await createImds({ ...world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 0 } })
  port = await imds.listen(0, '127.0.0.1')
  instance = await addInstance(world)
})
afterAll(async () => {
  await imds.close()
  await world.close()
  rmSync(folder, { recursive: true })
})

const read = async (leaf: string, of = instance): Promise<string> => {
  const answer = await rawCall(`/latest/dynamic/instance-identity/${leaf}`, { port, host: loopbackAddress(of.addressNumber) })
  expect([answer.status, answer.header('content-type')]).toEqual([200, 'text/plain'])
  return answer.text
}

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
if (!hasOpenssl) console.warn('openssl is not installed: the signatures of identity documents are only partly verified.')

describe('an instance identity document', () => {
  it('is signed by the key of the certificate, alone in base64 lines of 76', async () => {
    const [document, signature] = [await read('document'), await read('signature')]
    expect(signature.split('\n').map((line) => line.length)).toEqual([76, 76, 76, 76, 40])
    const certificate = new X509Certificate(await new IdentitySigner(world).certificate())
    expect(createVerify('sha256').update(document).verify(certificate.publicKey, Buffer.from(signature, 'base64'))).toBe(true)
    expect(createVerify('sha256').update(`${document}\n`).verify(certificate.publicKey, Buffer.from(signature, 'base64'))).toBe(false)
  })

  it('has a certificate that lasts as long as any clock may be moved, and signs itself', async () => {
    const certificate = new X509Certificate(await new IdentitySigner(world).certificate())
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect([certificate.validFrom, certificate.validTo]).toEqual(['Jan  1 00:00:00 2012 GMT', 'Dec 31 23:59:59 2199 GMT'])
  })

  const inOpenssl = hasOpenssl ? it : it.skip
  inOpenssl.each(['pkcs7', 'rsa2048'])('is enclosed in %s, which openssl verifies by the certificate', async (leaf) => {
    const [document, signed] = [await read('document'), await read(leaf)]
    expect(signed).toMatch(/^([A-Za-z0-9+/]{76}\n)+[A-Za-z0-9+/=]{1,76}$/)
    const certificate = file('certificate.pem', await new IdentitySigner(world).certificate())
    const message = file(leaf, `-----BEGIN PKCS7-----\n${signed}\n-----END PKCS7-----\n`)
    const verify = ['smime', '-verify', '-in', message, '-inform', 'PEM', '-certfile', certificate, '-noverify']
    const { status, stdout, stderr } = spawnSync('openssl', verify, { encoding: 'utf8' })
    expect([status, stdout, stderr.trim().toLowerCase()]).toEqual([0, document, 'verification successful'])
    const other = spawnSync('openssl', [...verify, '-content', file('other', document.replace('us-east-1', 'us-west-2'))])
    expect(other.status).not.toBe(0)
    const { stdout: parts } = spawnSync('openssl', ['cms', '-cmsout', '-print', '-in', message, '-inform', 'PEM'], { encoding: 'utf8' })
    expect(parts).toContain(leaf === 'pkcs7' ? 'algorithm: sha1' : 'algorithm: sha256')
    expect(parts).toContain('certificates:\n      <ABSENT>')
    // Content type, signing time, algorithm protection, message digest: in the order of DER, on which verifiers that sort again depend.
    expect([...parts.matchAll(/object: .*\(1\.2\.840\.113549\.1\.9\.(\d+)\)/g)].map(([, number]) => number)).toEqual(leaf === 'pkcs7' ? ['3', '5', '4'] : ['3', '5', '52', '4'])
    expect(spawnSync('openssl', ['cms', '-verify', '-in', message, '-inform', 'PEM', '-certfile', certificate, '-noverify']).status).toBe(0)
  })

  inOpenssl('is signed at any time that the clock may be moved to', async () => {
    const signer = new IdentitySigner(world)
    const certificate = file('certificate.pem', await signer.certificate())
    for (const [signedAt, shown] of [['2049-12-31T23:59:59Z', 'Dec 31 23:59:59 2049 GMT'], ['2050-01-01T00:00:00Z', 'Jan  1 00:00:00 2050 GMT'], ['2180-06-01T00:00:00Z', 'Jun  1 00:00:00 2180 GMT']] as const) {
      const { rsa2048 } = await signer.sign('{ "é" : 1 }', new Date(signedAt))
      const message = file('future', `-----BEGIN PKCS7-----\n${rsa2048}\n-----END PKCS7-----\n`)
      const verified = spawnSync('openssl', ['smime', '-verify', '-in', message, '-inform', 'PEM', '-certfile', certificate, '-noverify'], { encoding: 'utf8' })
      expect([verified.status, verified.stdout]).toEqual([0, '{ "é" : 1 }'])
      expect(spawnSync('openssl', ['cms', '-cmsout', '-print', '-in', message, '-inform', 'PEM'], { encoding: 'utf8' }).stdout).toContain(shown)
    }
  })

  it('has the same signatures from one start to the next, from every replica', async () => {
    const leaves = ['pkcs7', 'rsa2048', 'signature']
    const readAll = (): Promise<string[]> => Promise.all(leaves.map((leaf) => read(leaf)))
    const before = await readAll()
    await world.advance(3600)
    const replica = await createImds({ ...world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 0 } })
    const replicaPort = await replica.listen(0, '127.0.0.1')
    const others = await Promise.all(
      leaves.map((leaf) => rawCall(`/latest/dynamic/instance-identity/${leaf}`, { port: replicaPort, host: loopbackAddress(instance.addressNumber) })),
    )
    await replica.close()
    expect(others.map(({ text }) => text)).toEqual(before)
    expect(await readAll()).toEqual(before)
    await changeInstance(world, instance.id, { launchedAt: world.clock.now() })
    const after = await readAll()
    for (const [index, signature] of after.entries()) expect(signature).not.toBe(before[index])
  })

  it('is signed by one key, whichever of several processes makes it', async () => {
    const fresh = await createTestWorld({ name: 'imds identity race' })
    const certificates = await Promise.all(Array.from({ length: 4 }, () => new IdentitySigner(fresh).certificate()))
    expect(new Set(certificates).size).toBe(1)
    await fresh.close()
  })
})
