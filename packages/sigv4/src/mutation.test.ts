import { createHmac } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { checkSignature, findSignature, SignatureRefusal, type SignedRequest, signingKey, stringToSign } from './index.ts'

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const scope = '20260102/eu-west-1/sts/aws4_request'

type Headers = [string, string][]
interface Mutable {
  method: string
  target: string
  headers: Headers
  body: Uint8Array
}

const authorization = (signature: string, names: string): string =>
  `AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE/${scope}, SignedHeaders=${names}, Signature=${signature}`

const sign = (unsigned: Mutable): Mutable => {
  const names = unsigned.headers.map(([name]) => name).sort().join(';')
  const draft: SignedRequest = { ...unsigned, headers: [...unsigned.headers, ['authorization', authorization('0'.repeat(64), names)]] }
  const signature = findSignature(draft)
  if (signature === undefined) throw new Error('The draft is unsigned.')
  const hex = createHmac('sha256', signingKey(secretAccessKey, signature.scope)).update(stringToSign(draft, signature)).digest('hex')
  return { ...unsigned, headers: [...unsigned.headers, ['authorization', authorization(hex, names)]] }
}

const isAccepted = (request: SignedRequest): boolean => {
  try {
    const signature = findSignature(request)
    return signature !== undefined && checkSignature(request, signature, { secretAccessKey })
  } catch (error) {
    if (error instanceof SignatureRefusal) return false
    throw error
  }
}

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)

const request = fc.record({ names: fc.uniqueArray(word, { maxLength: 4 }), body: word, values: fc.array(word, { minLength: 4, maxLength: 4 }) }).map(
  ({ names, body, values }): Mutable => ({
    method: 'POST',
    target: `/?a=${values[0]}&b=${values[1]}`,
    headers: [
      ['host', 'sts.eu-west-1.amazonaws.com'],
      ['x-amz-date', '20260102T030405Z'],
      ['x-amz-security-token', `token${values[2]}`],
      ...names.map((name, index): [string, string] => [`x-${name}`, values[index] ?? '']),
    ],
    body: Buffer.from(body),
  }),
)

const withHeader = (signed: Mutable, name: string, change: (value: string) => string): Mutable => ({
  ...signed,
  headers: signed.headers.map(([header, value]) => [header, header === name ? change(value) : value]),
})

const flipLastHexDigit = (value: string): string => value.slice(0, -1) + (value.endsWith('0') ? '1' : '0')

const mutations: [string, (signed: Mutable) => Mutable][] = [
  ['the method', (signed) => ({ ...signed, method: 'GET' })],
  ['the path', (signed) => ({ ...signed, target: `/x${signed.target.slice(1)}` })],
  ['a query parameter', (signed) => ({ ...signed, target: `${signed.target}x` })],
  ['a query parameter more', (signed) => ({ ...signed, target: `${signed.target}&c=1` })],
  ['a query parameter less', (signed) => ({ ...signed, target: signed.target.replace(/&b=.*/, '') })],
  ['a body byte', (signed) => ({ ...signed, body: Buffer.concat([signed.body, Buffer.of(33)]) })],
  ['the host', (signed) => withHeader(signed, 'host', (value) => `x${value}`)],
  ['the date', (signed) => withHeader(signed, 'x-amz-date', () => '20260102T030406Z')],
  ['the token', (signed) => withHeader(signed, 'x-amz-security-token', (value) => `${value}x`)],
  ['a signed header less', (signed) => ({ ...signed, headers: signed.headers.filter(([name]) => name !== 'x-amz-security-token') })],
  ['a second value of a signed header', (signed) => ({ ...signed, headers: [...signed.headers, ['host', 'other']] })],
  ['a digit of the signature', (signed) => withHeader(signed, 'authorization', flipLastHexDigit)],
  ['the case of the signature', (signed) => withHeader(signed, 'authorization', (value) => value.replace(/[0-9a-f]{64}$/, (hex) => `${hex.slice(0, -1)}G`))],
  ['a shortened signature', (signed) => withHeader(signed, 'authorization', (value) => value.slice(0, -1))],
  ['the region of the scope', (signed) => withHeader(signed, 'authorization', (value) => value.replace('eu-west-1', 'eu-west-2'))],
  ['the service of the scope', (signed) => withHeader(signed, 'authorization', (value) => value.replace('/sts/', '/iam/'))],
  ['the date of the scope', (signed) => withHeader(signed, 'authorization', (value) => value.replace('/20260102/', '/20260103/'))],
  ['the list of signed headers', (signed) => withHeader(signed, 'authorization', (value) => value.replace('x-amz-date;', ''))],
  ['no signature at all', (signed) => ({ ...signed, headers: signed.headers.filter(([name]) => name !== 'authorization') })],
]

describe('a signed request', () => {
  it('is accepted as it is, and no longer when any one part changes', () => {
    fc.assert(
      fc.property(request, (unsigned) => {
        const signed = sign(unsigned)
        expect(isAccepted(signed)).toBe(true)
        for (const [what, mutate] of mutations) expect({ what, isAccepted: isAccepted(mutate(signed)) }).toEqual({ what, isAccepted: false })
      }),
      { numRuns: 1000 },
    )
  })

  it('may gain headers that are not signed on its way', () => {
    fc.assert(
      fc.property(request, (unsigned) => {
        const signed = sign(unsigned)
        expect(isAccepted({ ...signed, headers: [...signed.headers, ['via', 'proxy']] })).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
