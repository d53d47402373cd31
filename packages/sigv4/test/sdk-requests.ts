import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { checkDate, checkScope, checkSignature, findSignature, SignatureRefusal, type SignedRequest } from '../src/index.ts'

// What an SDK's own signer signed, as it goes over the wire.

const signingDate = new Date('2026-01-02T03:04:05Z')
const now = new Date('2026-01-02T03:05:00Z')
const region = 'eu-west-1'
const service = 'sts'
const accessKeyId = 'ASIAIOSFODNN7EXAMPLE'
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const sessionToken = 'TOKEN/abc+def=='

class Sha256 {
  readonly #hash: Hash | Hmac

  constructor(secret?: Uint8Array | string) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret)
  }

  update(data: Uint8Array): void {
    this.#hash.update(data)
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }
}

export type Place = 'header' | 'query'
export type HeaderPair = readonly [name: string, value: string]

export interface Wire extends SignedRequest {
  headers: readonly HeaderPair[]
}

export interface Plan {
  place: Place
  hasToken: boolean
  hasChecksum: boolean
  method: string
  path: string
  query: Record<string, string | string[]>
  headers: Record<string, string>
  body: string
  /** Chooses among equal ways to write the request, and which part a mutation changes. */
  seed: number
}

const signer = (plan: Plan): SignatureV4 =>
  new SignatureV4({
    service,
    region,
    credentials: plan.hasToken ? { accessKeyId, secretAccessKey, sessionToken } : { accessKeyId, secretAccessKey },
    sha256: Sha256 as unknown as ConstructorParameters<typeof SignatureV4>[0]['sha256'],
    applyChecksum: plan.hasChecksum,
  })

/** Escapes that mean the same: lower-case hex, `+` for a space. */
const escape = (text: string, seed: number): string => {
  const escaped = encodeURIComponent(text)
  if (seed % 3 === 0) return escaped.replaceAll('%20', '+')
  return seed % 3 === 1 ? escaped.replaceAll(/%../g, (digits) => digits.toLowerCase()) : escaped
}

const targetOf = (path: string, query: Record<string, string | string[] | null>, seed: number): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((text) => `${escape(name, seed)}=${escape(text, seed)}`),
  )
  if (seed % 2 === 1) pairs.reverse()
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

const wireText = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

const wireName = (name: string, seed: number): string =>
  seed % 2 === 0 ? name : name.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())

export const sign = async (plan: Plan): Promise<Wire> => {
  const host = 'sts.eu-west-1.amazonaws.com:4566'
  const { method, path, query, body, seed } = plan
  const request = { protocol: 'http:', hostname: 'sts.eu-west-1.amazonaws.com', method, path, query, headers: { ...plan.headers, host }, body }
  const signed =
    plan.place === 'header'
      ? await signer(plan).sign(request, { signingDate })
      : await signer(plan).presign(request, { signingDate, expiresIn: 60 })
  const headers = Object.entries(signed.headers).map(([name, value]): HeaderPair => [wireName(name, seed), wireText(value)])
  return {
    method,
    target: targetOf(path, signed.query ?? {}, seed),
    headers: seed % 5 === 0 ? headers.reverse() : headers,
    body: Buffer.from(body),
  }
}

const rule = { isValidRegion: (name: string) => name.startsWith('eu-'), expectedService: service }

/** All checks in AWS's order, with one key in the store. */
export const isAccepted = (request: SignedRequest, hasToken: boolean): boolean => {
  try {
    const signature = findSignature(request)
    if (signature === undefined) return false
    checkDate(signature, now, 900)
    checkScope(signature, rule)
    const isKnownKey = signature.accessKeyId === accessKeyId && signature.sessionToken === (hasToken ? sessionToken : undefined)
    return isKnownKey && checkSignature(request, signature, { secretAccessKey })
  } catch (error) {
    if (error instanceof SignatureRefusal) return false
    throw error
  }
}

const text = fc.string({ unit: 'binary', maxLength: 12 })
const segment = fc.oneof(fc.constantFrom('.', '..', '', 'a.b', '%20', '%E1%88%B4', '~-_.', "!'()*+"), fc.stringMatching(/^[a-zA-Z0-9]{1,6}$/))
const headerName = fc.stringMatching(/^[a-z0-9]{1,8}$/).map((name) => `x-test-${name}`)
const headerValue = fc.oneof(fc.stringMatching(/^[ \ta-zA-Z0-9,;"=]{0,20}$/), fc.constantFrom('à', 'é  ሴ', 'a\u00a0', '"a   b"')).map((value) => value.trim())
const parameterName = text.filter((name) => !/^x-amz-/i.test(name) && name !== '__proto__')

export const anyPlan = (place: Place): fc.Arbitrary<Plan> =>
  fc.record({
    place: fc.constant(place),
    hasToken: fc.boolean(),
    hasChecksum: fc.boolean(),
    method: fc.constantFrom('GET', 'POST'),
    path: fc.oneof(fc.constant('/'), fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => `/${segments.join('/')}`)),
    query: fc.dictionary(parameterName, fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })), { maxKeys: 4, noNullPrototype: true }),
    headers: fc.dictionary(headerName, headerValue, { maxKeys: 4, noNullPrototype: true }),
    body: text,
    seed: fc.nat(10_000),
  })
