import { X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { OwnIssuers } from '@rolecall/oidc'
import { createTestWorld, testAccount, type TestWorld } from '@rolecall/testkit'
import { authorityCertificate, serverCertificate, serverKey } from '../../test/test-certificates.ts'
import { addProvider, startIssuer, type TestIssuer } from '../../test/test-issuers.ts'
import { addRole } from '../../test/test-people.ts'
import { stsService } from '../sts-service.ts'

const noKey = {
  name: 'InvalidIdentityTokenException',
  message:
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
}
const unvalidated = {
  name: 'InvalidIdentityTokenException',
  message: 'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.',
}

const thumbprintOf = (certificate: string): string => new X509Certificate(certificate).fingerprint.replaceAll(':', '').toLowerCase()

let world: TestWorld
let sts: STSClient
let issuer: TestIssuer

const trustProvider = async (url: string, thumbprints: string[] = []): Promise<void> => {
  const Federated = await addProvider(world, { url, thumbprints })
  await world.database.pool.query('DELETE FROM iam_roles')
  await addRole(world, { name: 'app', trust: { Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithWebIdentity' } })
}

const assume = (WebIdentityToken: string, client = sts) =>
  client.send(new AssumeRoleWithWebIdentityCommand({ RoleArn: `arn:aws:iam::${testAccount}:role/app`, RoleSessionName: 'pod', WebIdentityToken }))

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts_issuer_keys' })
  sts = new STSClient(world.client(world.handler(stsService({ ...world, keyTimeoutMilliseconds: 500 }))))
  issuer = await startIssuer(world, { name: 'remote' })
})

afterAll(async () => {
  await issuer.close()
  await world.close()
})

describe('the keys of an issuer elsewhere', () => {
  it('are found by discovery, kept for minutes, and shared by requests at the same time', async () => {
    await trustProvider(issuer.url)
    const token = await issuer.token()
    await Promise.all([assume(token), assume(token)])
    await assume(token)
    expect(issuer.fetchCount()).toBe(1)
    await world.advance(301)
    await assume(await issuer.token())
    expect(issuer.fetchCount()).toBe(2)
  })

  it('are fetched again for an unknown key, but not for every one', async () => {
    const fetched = issuer.fetchCount()
    await world.advance(20)
    await issuer.rotate()
    await assume(await issuer.token())
    expect(issuer.fetchCount()).toBe(fetched + 1)
    await issuer.rotate()
    await expect(assume(await issuer.token())).rejects.toMatchObject(unvalidated)
    expect(issuer.fetchCount()).toBe(fetched + 1)
    await world.advance(20)
    await assume(await issuer.token())
    expect(issuer.fetchCount()).toBe(fetched + 2)
  })

  it('are not taken from a configuration of somebody else, nor from what is no key set', async () => {
    await world.advance(301)
    const other = JSON.stringify({ issuer: 'https://other.example', jwks_uri: `${issuer.url}/keys` })
    for (const [path, body] of [['configuration', other], ['configuration', 'no JSON'], ['keys', '{}'], ['keys', '[1]'], ['keys', ' '.repeat(1_000_001)]] as const) {
      issuer.answerInstead(path, body)
      await expect(assume(await issuer.token())).rejects.toMatchObject(noKey)
      issuer.answerInstead(path, undefined)
    }
    const plain = JSON.stringify({ issuer: issuer.url, jwks_uri: 'http://example.com/keys' })
    issuer.answerInstead('configuration', plain)
    await expect(assume(await issuer.token())).rejects.toMatchObject(noKey)
    issuer.answerInstead('configuration', undefined)
    await assume(await issuer.token())
  })

  it('are given up when the issuer does not answer in time, which SDKs try again', async () => {
    await world.advance(301)
    issuer.answerInstead('keys', 'nothing')
    await expect(assume(await issuer.token())).rejects.toMatchObject({ name: 'IDPCommunicationErrorException', $metadata: { httpStatusCode: 400 } })
    issuer.answerInstead('keys', undefined)
    await assume(await issuer.token())
  })

  it('cannot be had where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await new Promise((resolve) => server.close(resolve))
    await trustProvider(url)
    await expect(assume(await issuer.token({ iss: url }))).rejects.toMatchObject(noKey)
  })

  it('are not fetched over plain HTTP when that is turned off', async () => {
    await trustProvider(issuer.url)
    const strict = new STSClient(world.client(world.handler(stsService({ ...world, httpIssuers: 'none' }))))
    await expect(assume(await issuer.token(), strict)).rejects.toMatchObject(noKey)
  })
})

describe('an issuer with TLS of an unknown authority', () => {
  it('is trusted by the thumbprint of the top certificate that it presents, and by no other', async () => {
    const secure = await startIssuer(world, { name: 'secure', tls: { key: serverKey, cert: `${serverCertificate}\n${authorityCertificate}` } })
    const mismatch = { name: 'InvalidIdentityTokenException', message: "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint" }
    try {
      await trustProvider(secure.url)
      await expect(assume(await secure.token())).rejects.toMatchObject(mismatch)
      await trustProvider(secure.url, [thumbprintOf(serverCertificate)])
      await expect(assume(await secure.token())).rejects.toMatchObject(mismatch)
      await trustProvider(secure.url, ['0'.repeat(40), thumbprintOf(authorityCertificate)])
      await expect(assume(await secure.token())).resolves.toBeDefined()
    } finally {
      await secure.close()
    }
  })

  it('may present its own certificate alone', async () => {
    const secure = await startIssuer(world, { name: 'alone', tls: { key: serverKey, cert: serverCertificate } })
    try {
      await trustProvider(secure.url, [thumbprintOf(serverCertificate)])
      await expect(assume(await secure.token())).resolves.toBeDefined()
    } finally {
      await secure.close()
    }
  })
})

describe('registered keys', () => {
  it('stand for the issuer, which is not asked', async () => {
    const issuers = new OwnIssuers(world)
    const { keys } = await issuers.get('remote')
    await issuers.configure('registered', { url: 'https://sso.example', keys: keys as never })
    await trustProvider('https://sso.example')
    await expect(assume(await issuer.token({ iss: 'https://sso.example' }))).resolves.toBeDefined()
    expect(await issuers.issue('registered', { issuerUrl: '', lifetimeSeconds: 60, claims: {} })).toBeUndefined()
  })
})

describe('an issuer of our own', () => {
  it('is known by its path, whatever host it was reached by', async () => {
    const issuers = new OwnIssuers(world)
    for (const url of ['http://127.0.0.1:1/_rolecall/oidc/own', 'http://edge:4566/_rolecall/oidc/own', 'https://rolecall.example/_rolecall/oidc/own']) {
      await trustProvider(url)
      const issued = await issuers.issue('own', { issuerUrl: url, lifetimeSeconds: 60, claims: { sub: 's', aud: 'sts.amazonaws.com' } })
      await expect(assume(issued?.token ?? '')).resolves.toMatchObject({ Provider: expect.stringContaining('/_rolecall/oidc/own') })
    }
  })
})
