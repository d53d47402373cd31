import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { oidcProviderArn } from '@rolecall/ids'
import { OwnIssuers } from '@rolecall/oidc'
import { testAccount, type TestWorld } from '@rolecall/testkit'

export interface NewProvider {
  url: string
  clientIds?: string[]
  thumbprints?: string[]
  account?: string
}

/** Puts an OpenID Connect provider into the store, as IAM would. */
export const addProvider = async (world: TestWorld, { url, account = testAccount, ...provider }: NewProvider): Promise<string> => {
  const arn = oidcProviderArn('aws', account, url)
  const { clientIds = ['sts.amazonaws.com'], thumbprints = [] } = provider
  await world.store.oidcProviders.remove(arn)
  await world.store.oidcProviders.add({ arn, partition: 'aws', account, url, clientIds, thumbprints, createdAt: world.clock.now(), tags: [] }, Infinity)
  return arn
}

export interface TestIssuer {
  url: string
  /** How often its keys were fetched. */
  fetchCount(): number
  /** Signs with the issuer's newest key. */
  token(claims?: object): Promise<string>
  rotate(): Promise<void>
  /** Answers so instead of with the configuration or the keys; undefined goes back to them. */
  answerInstead(path: 'configuration' | 'keys', body: string | 'nothing' | undefined): void
  close(): Promise<void>
}

export interface TestIssuerOptions {
  name: string
  /** Private key and chain for TLS. */
  tls?: { key: string; cert: string }
}

/** An issuer behind a real server, at a URL that says nothing of us. */
export const startIssuer = async (world: TestWorld, { name, tls }: TestIssuerOptions): Promise<TestIssuer> => {
  const { store, sealer, clock, ids } = world
  const issuers = new OwnIssuers({ store, sealer, clock, ids })
  const instead = new Map<string, string>()
  let count = 0
  let url = ''
  const bodyOf = async (path: string): Promise<string | undefined> => {
    if (path.endsWith('/openid-configuration')) return instead.get('configuration') ?? JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` })
    if (path !== '/keys') return undefined
    count += 1
    return instead.get('keys') ?? JSON.stringify((await issuers.get(name)).keys)
  }
  const listener: Parameters<typeof createHttpServer>[1] = (request, response) => {
    void bodyOf(request.url ?? '').then((body) => {
      if (body === 'nothing') return
      response.writeHead(body === undefined ? 404 : 200)
      response.end(body)
    })
  }
  const server: Server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `${tls === undefined ? 'http' : 'https'}://localhost:${(server.address() as AddressInfo).port}`
  return {
    url,
    fetchCount: () => count,
    async token(claims = {}) {
      const issued = await issuers.issue(name, { issuerUrl: url, lifetimeSeconds: 600, claims: { sub: 'someone', aud: 'sts.amazonaws.com', ...claims } })
      return issued?.token ?? ''
    },
    async rotate() {
      await issuers.rotate(name, { drop: false })
    },
    answerInstead: (path, body) => void (body === undefined ? instead.delete(path) : instead.set(path, body)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
