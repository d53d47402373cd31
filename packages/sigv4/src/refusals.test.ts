import { describe, expect, it } from '@jest/globals'
import { checkDate, checkScope, findSignature, SignatureRefusal, type SignedRequest } from './index.ts'

const date = '20260102T030405Z'
const credential = 'AKIAIOSFODNN7EXAMPLE/20260102/us-east-1/sts/aws4_request'

const request = (authorization: string | undefined, { target = '/', dateText = date }: { target?: string; dateText?: string | null } = {}): SignedRequest => ({
  method: 'POST',
  target,
  headers: [
    ['host', 'sts.amazonaws.com'],
    ...(dateText === null ? [] : [['x-amz-date', dateText] as const]),
    ...(authorization === undefined ? [] : [['authorization', authorization] as const]),
  ],
  body: new Uint8Array(),
})

const header = (parts: { credential?: string; names?: string } = {}): string =>
  `AWS4-HMAC-SHA256 Credential=${parts.credential ?? credential}, SignedHeaders=${parts.names ?? 'host;x-amz-date'}, Signature=${'a'.repeat(64)}`

const refusalOf = (work: () => unknown): Pick<SignatureRefusal, 'code' | 'status' | 'text'> => {
  try {
    work()
  } catch (error) {
    if (error instanceof SignatureRefusal) return { code: error.code, status: error.status, text: error.text }
    throw error
  }
  throw new Error('Nothing was refused.')
}

const incomplete = (text: string) => ({ code: 'IncompleteSignature', status: 400, text })
const mismatch = (text: string | undefined) => ({ code: 'SignatureDoesNotMatch', status: 403, text })

describe('malformed signatures', () => {
  it('no signature is no refusal', () => {
    expect(findSignature(request(undefined))).toBeUndefined()
  })

  it.each([
    ['AWS4-ECDSA-P256-SHA256 Credential=x', "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'"],
    ['Bearer token', "Unsupported AWS 'algorithm': 'Bearer'"],
    [header({ credential: 'AKIA/20260102/us-east-1/sts' }), "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIA/20260102/us-east-1/sts'"],
  ])('%s', (authorization, text) => {
    expect(refusalOf(() => findSignature(request(authorization)))).toEqual(incomplete(text))
  })

  it('names every missing part, and the header by its hash only', () => {
    const refusal = refusalOf(() => findSignature(request('AWS4-HMAC-SHA256 ', { dateText: null })))
    expect(refusal.text).toMatch(
      /^Authorization header requires 'Credential' parameter\. Authorization header requires 'Signature' parameter\. Authorization header requires 'SignedHeaders' parameter\. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\. \(Hashed with SHA-256 and encoded with Base64\) Authorization=[A-Za-z0-9+/]{43}=$/,
    )
  })

  it('wants the host signed', () => {
    expect(refusalOf(() => findSignature(request(header({ names: 'x-amz-date' }))))).toEqual(
      mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
    )
  })

  it('wants a date that is one', () => {
    expect(refusalOf(() => findSignature(request(header(), { dateText: '20260230T000000Z' })))).toEqual(
      incomplete("Date must be in ISO-8601 'basic format'. Got '20260230T000000Z'. See http://en.wikipedia.org/wiki/ISO_8601"),
    )
  })

  it('takes one way of signing, not two', () => {
    expect(refusalOf(() => findSignature(request(header(), { target: '/?X-Amz-Algorithm=AWS4-HMAC-SHA256' })))).toEqual(mismatch(undefined))
  })

  it('of presigned URLs', () => {
    expect(refusalOf(() => findSignature(request(undefined, { target: '/?X-Amz-Algorithm=other' })))).toEqual({
      code: 'MissingAuthenticationToken',
      status: 403,
      text: 'Missing Authentication Token',
    })
    expect(refusalOf(() => findSignature(request(undefined, { target: '/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=x' })))).toEqual(
      incomplete(
        "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.",
      ),
    )
  })
})

const signatureOf = (authorization: string) => {
  const signature = findSignature(request(authorization))
  if (signature === undefined) throw new Error('The request is unsigned.')
  return signature
}

describe('the date', () => {
  const window = 15 * 60
  const signature = signatureOf(header())

  it('may be 14 minutes off', () => {
    expect(() => checkDate(signature, new Date('2026-01-02T03:18:05Z'), window)).not.toThrow()
    expect(() => checkDate(signature, new Date('2026-01-02T02:50:05Z'), window)).not.toThrow()
  })

  it('may not be 16 minutes off', () => {
    expect(refusalOf(() => checkDate(signature, new Date('2026-01-02T03:20:05Z'), window))).toEqual(
      mismatch('Signature expired: 20260102T030405Z is now earlier than 20260102T030505Z (20260102T032005Z - 15 min.)'),
    )
    expect(refusalOf(() => checkDate(signature, new Date('2026-01-02T02:48:05Z'), window))).toEqual(
      mismatch('Signature not yet current: 20260102T030405Z is still later than 20260102T030305Z (20260102T024805Z + 15 min.)'),
    )
  })
})

describe('the scope', () => {
  const rule = { isKnownRegion: (region: string) => region === 'us-east-1', expectedService: 'sts' }

  it('collects its mistakes, each with a full stop and a space', () => {
    const wrong = signatureOf(header({ credential: 'AKIA/20260103/mars/iam/aws5' }))
    expect(refusalOf(() => checkScope(wrong, rule))).toEqual(
      mismatch(
        "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'sts'. Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260103' != '20260102', from '20260102T030405Z'. ",
      ),
    )
    expect(() => checkScope(signatureOf(header()), rule)).not.toThrow()
  })
})

describe('for EC2', () => {
  it('every failed authentication reads alike', () => {
    const refusal = new SignatureRefusal({ code: 'SignatureDoesNotMatch', status: 403, message: 'x' })
    expect(refusal.forEc2()).toEqual({ code: 'AuthFailure', status: 401, message: 'AWS was not able to validate the provided access credentials' })
    const malformed = new SignatureRefusal({ code: 'IncompleteSignature', status: 400, message: 'y' })
    expect(malformed.forEc2()).toEqual({ code: 'IncompleteSignature', status: 400, message: 'y' })
  })
})
