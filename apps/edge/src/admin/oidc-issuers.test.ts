import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { OwnIssuers } from '@rolecall/oidc'
import { createTestWorld, type TestWorld } from '@rolecall/testkit'
import type { EdgeContext } from '../context.ts'
import { configureIssuer, describeIssuer, issuerKeys, listIssuers, mintToken, removeIssuer, rotateKeys } from './oidc-issuers.ts'

let world: TestWorld
let context: EdgeContext

beforeAll(async () => {
  world = await createTestWorld({ name: 'edge oidc issuers' })
  context = { ...world, issuers: new OwnIssuers(world) } as unknown as EdgeContext
})
afterAll(() => world.close())

const host = '127.0.0.1:4566'
const url = `http://${host}/_rolecall/oidc/ci`
const claimsOf = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

describe('issuers of our own', () => {
  it('are found by discovery under the address that the edge was called by', async () => {
    await expect(describeIssuer(context, 'ci', host)).rejects.toMatchObject({ status: 404 })
    await expect(issuerKeys(context, 'ci')).rejects.toMatchObject({ status: 404 })
    await configureIssuer(context, 'ci', { body: {}, host })
    expect(await describeIssuer(context, 'ci', host)).toMatchObject({ issuer: url, jwks_uri: `${url}/jwks` })
  })

  it('sign tokens with the claims that are asked for', async () => {
    const minted = await mintToken(context, 'ci', { body: { claims: { sub: 'job', aud: 'sts.amazonaws.com' }, expiresInSeconds: 60 }, host })
    expect(minted).toMatchObject({ issuer: url, token: expect.any(String) })
    const { token } = minted as { token: string }
    expect(claimsOf(token)).toMatchObject({ iss: url, sub: 'job', aud: 'sts.amazonaws.com' })
  })

  it('publish no private part of a key, and keep the older keys when they rotate', async () => {
    const before = (await issuerKeys(context, 'ci')) as { keys: object[] }
    expect(before.keys).toEqual([expect.not.objectContaining({ d: expect.anything() })])
    const after = (await rotateKeys(context, 'ci', undefined)) as { keys: object[] }
    expect(after.keys).toHaveLength(2)
    expect(after.keys[1]).toEqual(before.keys[0])
    expect(((await rotateKeys(context, 'ci', { drop: true })) as { keys: object[] }).keys).toHaveLength(1)
  })

  it('go by another URL when told, which belongs to one issuer', async () => {
    const issuer = 'https://token.actions.githubusercontent.com'
    expect(await configureIssuer(context, 'github', { body: { issuer }, host })).toMatchObject({ issuer })
    expect(await mintToken(context, 'github', { body: { claims: {} }, host })).toMatchObject({ issuer })
    await expect(configureIssuer(context, 'ci', { body: { issuer }, host })).rejects.toMatchObject({ status: 409 })
  })

  it('sign nothing where the keys were registered', async () => {
    const jwks = await issuerKeys(context, 'ci')
    await configureIssuer(context, 'registered', { body: { jwks }, host })
    await expect(mintToken(context, 'registered', { body: undefined, host })).rejects.toMatchObject({ status: 409 })
    await expect(rotateKeys(context, 'registered', undefined)).rejects.toMatchObject({ status: 409 })
  })

  it('are listed, and removed with their keys', async () => {
    await mintToken(context, 'short-lived', { body: undefined, host })
    const entry = { name: 'short-lived', issuer: `http://${host}/_rolecall/oidc/short-lived`, signsHere: true, keyIds: [expect.any(String)] }
    expect(await listIssuers(context, host)).toMatchObject({ issuers: expect.arrayContaining([entry]) })
    await removeIssuer(context, 'short-lived')
    await expect(removeIssuer(context, 'short-lived')).rejects.toMatchObject({ status: 404 })
    expect(await listIssuers(context, host)).toMatchObject({ issuers: expect.not.arrayContaining([entry]) })
  })

  it.each([
    ['no name', 'a/b', {}],
    ['no lifetime', 'ci', { expiresInSeconds: 0 }],
    ['no claims', 'ci', { claims: [] }],
    ['no object', 'ci', 'text'],
  ])('refuse %s', async (_what, name, body) => {
    await expect(mintToken(context, name, { body, host })).rejects.toMatchObject({ status: 400 })
  })

  it.each([
    ['an address that is no URL', { issuer: 'nowhere' }],
    ['keys that are none', { jwks: { keys: [1] } }],
  ])('refuse %s', async (_what, body) => {
    await expect(configureIssuer(context, 'ci', { body, host })).rejects.toMatchObject({ status: 400 })
  })

  it('that sign for the principals of an account can be given a URL and new keys, but nobody else’s keys, and stay', async () => {
    const name = 'f0a1b2c3-0000-4000-8000-000000000000'
    await context.issuers.add({ name, url: `https://${name}.tokens.sts.global.api.aws`, algorithms: ['RS256', 'ES384'] })
    const key = { partition: 'aws', account: '123456789012' }
    await world.store.accounts.ensure(key, world.clock.now())
    await world.store.accounts.setOutboundIssuer(key, { name, isEnabled: true })
    expect(await describeIssuer(context, name, host)).toMatchObject({ id_token_signing_alg_values_supported: ['RS256', 'ES384'] })
    const before = (await issuerKeys(context, name)) as { keys: object[] }
    expect(((await rotateKeys(context, name, undefined)) as { keys: object[] }).keys.slice(2)).toEqual(before.keys)
    const issuer = `http://${host}/_rolecall/oidc/${name}`
    expect(await configureIssuer(context, name, { body: { issuer }, host })).toMatchObject({ issuer })
    const refusal = { status: 409, message: `The issuer ${name} signs for the principals of an account.` }
    await expect(configureIssuer(context, name, { body: { jwks: { keys: [] } }, host })).rejects.toMatchObject(refusal)
    await expect(removeIssuer(context, name)).rejects.toMatchObject(refusal)
  })
})
