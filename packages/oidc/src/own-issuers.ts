import type { Clock } from '@rolecall/clock'
import type { Ids } from '@rolecall/ids'
import type { Sealer } from '@rolecall/credentials'
import { isTransientConflict, type OidcIssuerRecord, type Store } from '@rolecall/store'
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose'

/** What an issuer of ours can sign with. */
export type SigningAlgorithm = 'RS256' | 'ES384'

const defaultAlgorithm = 'RS256'
// Tokens of keys before the newest stay good, as many keys back as this.
const keptKeys = 5

export interface OwnIssuersDependencies {
  store: Store
  sealer: Sealer
  clock: Clock
  ids: Ids
}

/** The claims of a token beside `iss`, `iat`, `exp` and `jti`, which are set unless given. Times are epoch seconds. */
export interface TokenRequest {
  /** Who issues, where the issuer has no URL of its own. */
  issuerUrl: string
  lifetimeSeconds: number
  claims: Readonly<Record<string, unknown>>
  /** RS256 unless given; the issuer must have a key of it. */
  algorithm?: SigningAlgorithm
}

/** An issuer that signs by more than the default algorithm. */
export interface NewIssuer {
  name: string
  url: string
  algorithms: readonly SigningAlgorithm[]
}

export interface IssuedToken {
  token: string
  issuer: string
  expiresAt: Date
}

interface NewKeys {
  publicKeys: JWK[]
  sealed: string
}

interface SealedKeys {
  issuer: string
  privateKey: JWK
  /** Of further algorithms. */
  otherKeys?: JWK[]
}

// Two issuers that were given one URL at the same time.
const refuseConflict = (error: unknown): false => {
  if (isTransientConflict(error)) return false
  throw error
}

const isAlgorithm = (text: unknown): text is SigningAlgorithm => text === 'RS256' || text === 'ES384'

/** The algorithms that an issuer's keys sign by. */
const algorithmsOf = ({ keys }: OidcIssuerRecord): SigningAlgorithm[] => [...new Set(keys.keys.map((key) => key['alg']).filter(isAlgorithm))]

/** Issuers that Rolecall signs for. Their private keys are sealed in the store, so every replica signs and answers alike. */
export class OwnIssuers {
  readonly #dependencies: OwnIssuersDependencies

  constructor(dependencies: OwnIssuersDependencies) {
    this.#dependencies = dependencies
  }

  list(): Promise<OidcIssuerRecord[]> {
    return this.#dependencies.store.oidcIssuers.list()
  }

  /** For readers, whose asking must not make one. */
  find(name: string): Promise<OidcIssuerRecord | undefined> {
    return this.#dependencies.store.oidcIssuers.find(name)
  }

  /** The issuer, made on first use. */
  async get(name: string): Promise<OidcIssuerRecord> {
    const { store, clock } = this.#dependencies
    const present = await store.oidcIssuers.find(name)
    if (present !== undefined) return present
    const { publicKeys, sealed } = await this.#newKeys(name, [defaultAlgorithm])
    await store.oidcIssuers.add({ name, url: null, keys: { keys: publicKeys as never }, signingKey: sealed, createdAt: clock.now() })
    const made = await store.oidcIssuers.find(name)
    if (made === undefined) throw new Error(`The issuer ${name} was removed while it was made.`)
    return made
  }

  /** Makes an issuer whose tokens call it by the URL. */
  async add({ name, url, algorithms }: NewIssuer): Promise<void> {
    const { store, clock } = this.#dependencies
    const { publicKeys, sealed } = await this.#newKeys(name, algorithms)
    await store.oidcIssuers.add({ name, url, keys: { keys: publicKeys as never }, signingKey: sealed, createdAt: clock.now() })
  }

  /**
   * Says what tokens of the issuer call it, and registers the keys of one that signs elsewhere. Undefined leaves the keys as
   * they are, null for `url` goes back to the path at the edge. False when another issuer has the URL.
   */
  async configure(name: string, { url, keys }: { url: string | null; keys: JSONWebKeySet | undefined }): Promise<boolean> {
    await this.get(name)
    return this.#dependencies.store.transaction(async (store) => {
      const issuer = await store.oidcIssuers.lock(name)
      const other = url === null ? undefined : await store.oidcIssuers.findByUrl(url)
      if (issuer === undefined || (other !== undefined && other.name !== name)) return false
      await store.oidcIssuers.update(name, { url, ...(keys === undefined ? {} : { keys: keys as never, signingKey: null }) })
      return true
    }).catch(refuseConflict)
  }

  /** A new key signs from now on; tokens of the keys before it stay good, unless `drop` says otherwise. False for registered keys. */
  async rotate(name: string, { drop }: { drop: boolean }): Promise<boolean> {
    const algorithms = algorithmsOf(await this.get(name))
    const { publicKeys, sealed } = await this.#newKeys(name, algorithms)
    return this.#dependencies.store.transaction(async (store) => {
      const issuer = await store.oidcIssuers.lock(name)
      if (issuer === undefined || issuer.signingKey === null) return false
      const older = drop ? [] : issuer.keys.keys.slice(0, (keptKeys - 1) * algorithms.length)
      await store.oidcIssuers.update(name, { keys: { keys: [...(publicKeys as never[]), ...older] }, signingKey: sealed })
      return true
    })
  }

  remove(name: string): Promise<boolean> {
    return this.#dependencies.store.oidcIssuers.remove(name)
  }

  /** Signs a token. Undefined when the issuer's keys were registered: whoever has the private ones signs. */
  async issue(name: string, request: TokenRequest): Promise<IssuedToken | undefined> {
    const { clock, ids } = this.#dependencies
    const { issuerUrl, lifetimeSeconds, claims, algorithm = defaultAlgorithm } = request
    const record = await this.get(name)
    if (record.signingKey === null) return undefined
    const issuedAt = Math.floor(clock.nowMilliseconds() / 1000)
    const issuer = record.url ?? issuerUrl
    const payload = { iss: issuer, iat: issuedAt, exp: issuedAt + lifetimeSeconds, jti: ids.uuid(), ...claims }
    const privateKey = await this.#open(name, record.signingKey, algorithm)
    const header = { alg: algorithm, typ: 'JWT', ...(privateKey.kid === undefined ? {} : { kid: privateKey.kid }) }
    const token = await new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(privateKey, algorithm))
    return { token, issuer, expiresAt: new Date((issuedAt + lifetimeSeconds) * 1000) }
  }

  async #newKeys(name: string, algorithms: readonly SigningAlgorithm[]): Promise<NewKeys> {
    const publicKeys: JWK[] = []
    const privateKeys: JWK[] = []
    for (const algorithm of algorithms) {
      const pair = await generateKeyPair(algorithm, { extractable: true })
      const named = { kid: this.#dependencies.ids.uuid(), use: 'sig', alg: algorithm }
      publicKeys.push({ ...(await exportJWK(pair.publicKey)), ...named })
      privateKeys.push({ ...(await exportJWK(pair.privateKey)), ...named })
    }
    const [privateKey = {}, ...otherKeys] = privateKeys
    const content: SealedKeys = { issuer: name, privateKey, ...(otherKeys.length === 0 ? {} : { otherKeys }) }
    return { publicKeys, sealed: await this.#dependencies.sealer.seal(JSON.stringify(content)) }
  }

  async #open(name: string, sealed: string, algorithm: SigningAlgorithm): Promise<JWK> {
    const text = await this.#dependencies.sealer.open(sealed)
    const content = text === undefined ? undefined : (JSON.parse(text) as SealedKeys)
    if (content?.issuer !== name) throw new Error(`The signing key of the issuer ${name} does not open.`)
    const key = [content.privateKey, ...(content.otherKeys ?? [])].find(({ alg }) => alg === algorithm)
    if (key === undefined) throw new Error(`The issuer ${name} has no key for ${algorithm}.`)
    return key
  }
}
