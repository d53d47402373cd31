import { describe, expect, it } from '@jest/globals'
import { checkDate, checkScope, checkSignature, findSignature, type Signature, SignatureRefusal, type SignedRequest } from './index.ts'

const date = '20260102T030405Z'
const credential = 'AKIAIOSFODNN7EXAMPLE/20260102/us-east-1/sts/aws4_request'

const withHeaders = (headers: [string, string][], target = '/'): SignedRequest => ({
  method: 'POST',
  target,
  headers: [['Host', 'sts.amazonaws.com'], ...headers],
  body: new Uint8Array(),
})

const header = (parts: { credential?: string; names?: string } = {}): string =>
  `AWS4-HMAC-SHA256 Credential=${parts.credential ?? credential}, SignedHeaders=${parts.names ?? 'host;x-amz-date'}, Signature=${'a'.repeat(64)}`

const signed = (authorization: string, dateText = date): SignedRequest =>
  withHeaders([
    ['X-Amz-Date', dateText],
    ['Authorization', authorization],
  ])

const presignedQuery = (changes: Record<string, string | undefined> = {}): string => {
  const parameters = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': credential,
    'X-Amz-Date': date,
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': 'a'.repeat(64),
    ...changes,
  }
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
  return `/?Action=GetCallerIdentity&${given.join('&')}`
}

const presigned = (changes?: Record<string, string | undefined>): SignedRequest => withHeaders([], presignedQuery(changes))

interface Answer {
  code: string
  status: number
  message: string | undefined
}

/** The refusal as the Query family and as EC2 word it. */
const refusalOf = (work: () => unknown): { query: Answer; ec2: Answer } => {
  try {
    work()
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error
    return { query: { code: error.code, status: error.status, message: error.text }, ec2: error.forEc2() }
  }
  throw new Error('Nothing was refused.')
}

const incomplete = (message: string) => {
  const answer = { code: 'IncompleteSignature', status: 400, message }
  return { query: answer, ec2: answer }
}

const authFailure: Answer = { code: 'AuthFailure', status: 401, message: 'AWS was not able to validate the provided access credentials' }

const mismatch = (message: string | undefined, ec2 = authFailure) => ({ query: { code: 'SignatureDoesNotMatch', status: 403, message }, ec2 })

const getSignature = (request: SignedRequest): Signature => {
  const signature = findSignature(request)
  if (signature === undefined) throw new Error('The request is unsigned.')
  return signature
}

describe('a request counts as unsigned', () => {
  it.each([
    ['without any signature', withHeaders([])],
    ['with signature version 2 in the query', withHeaders([], '/?AWSAccessKeyId=A&SignatureVersion=2&SignatureMethod=HmacSHA256&Signature=x')],
    ['with presigned parameters but no algorithm', presigned({ 'X-Amz-Algorithm': undefined })],
    ['with parameter names in another case', withHeaders([], presignedQuery().toLowerCase())],
    ['with presigned parameters in its body', { ...withHeaders([]), body: Buffer.from(presignedQuery().slice(2)) }],
  ])('%s', (_what, request) => {
    expect(findSignature(request)).toBeUndefined()
  })
})

describe('an Authorization header', () => {
  it.each([
    ['AWS4-ECDSA-P256-SHA256 Credential=x', 'AWS4-ECDSA-P256-SHA256'],
    ['AWS4-HMAC-SHA512 Credential=x', 'AWS4-HMAC-SHA512'],
    ['aws4-hmac-sha256 Credential=x', 'aws4-hmac-sha256'],
    ['AWS4-HMAC-SHA2567 Credential=x', 'AWS4-HMAC-SHA2567'],
    ['AWS AKIAIOSFODNN7EXAMPLE:signature', 'AWS'],
    ['Bearer token', 'Bearer'],
    ['', ''],
  ])('of another algorithm is refused: %j', (authorization, name) => {
    expect(refusalOf(() => findSignature(signed(authorization)))).toEqual(incomplete(`Unsupported AWS 'algorithm': '${name}'`))
  })

  it('with a part that is no pair is named by its hash only', () => {
    const authorization = `${header()}, secret`
    expect(refusalOf(() => findSignature(signed(authorization)))).toEqual(
      incomplete(
        "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'YVtV6LY8RBvRpLT21IkP2CKgIvbxobTNS1E8ynR37Xg='.",
      ),
    )
  })

  it('without anything has all that is missing named, in order', () => {
    expect(refusalOf(() => findSignature(withHeaders([['authorization', 'AWS4-HMAC-SHA256 ']])))).toEqual(
      incomplete(
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) Authorization=CiYVUkvqEFxnqOZfl+qKLWniec690XZ/NzTormsckxs=",
      ),
    )
  })

  it.each([
    ['Credential', "Authorization header requires 'Credential' parameter. (Hashed"],
    ['Signature', "Authorization header requires 'Signature' parameter. (Hashed"],
    ['SignedHeaders', "Authorization header requires 'SignedHeaders' parameter. (Hashed"],
  ])('without its %s is refused', (name, text) => {
    const refusal = refusalOf(() => findSignature(signed(header().replace(`${name}=`, 'Other='))))
    expect(refusal.query).toMatchObject({ code: 'IncompleteSignature', status: 400, message: expect.stringMatching(new RegExp(`^${text.replace('(', '\\(')}`)) })
  })

  it('counts first, and the last of its repeated parameters; unknown ones and white space do not matter', () => {
    const authorization = `AWS4-HMAC-SHA256\tCredential=wrong ,Unknown=1,,SignedHeaders=host;x-amz-date,Signature=x,Signature=y=z, Credential=${credential}`
    const request = signed(authorization)
    const signature = findSignature({ ...request, headers: [...request.headers, ['authorization', 'Bearer token']] })
    expect(signature).toMatchObject({ place: 'header', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', signature: 'y=z', sessionToken: undefined })
    expect(signature?.scope).toEqual({ date: '20260102', region: 'us-east-1', service: 'sts', terminator: 'aws4_request' })
  })

  it('together with a presigned query is refused without a text', () => {
    const request = withHeaders([['Authorization', 'anything']], presignedQuery())
    expect(refusalOf(() => findSignature(request))).toEqual(mismatch(undefined))
  })

  it('brings its token in a header, signed or not', () => {
    const request = withHeaders([
      ['X-Amz-Date', date],
      ['Authorization', header()],
      ['X-Amz-Security-Token', 'token'],
    ])
    expect(findSignature(request)?.sessionToken).toBe('token')
  })
})

describe('a presigned query', () => {
  it.each(['AWS4-ECDSA-P256-SHA256', ''])('of another algorithm is refused: %j', (algorithm) => {
    expect(refusalOf(() => findSignature(presigned({ 'X-Amz-Algorithm': algorithm })))).toEqual({
      query: { code: 'MissingAuthenticationToken', status: 403, message: 'Missing Authentication Token' },
      ec2: { code: 'MissingParameter', status: 400, message: 'The request must contain the parameter AWSAccessKeyId' },
    })
  })

  it('without anything has all that is missing named, in order', () => {
    expect(refusalOf(() => findSignature(withHeaders([], '/?X-Amz-Algorithm=AWS4-HMAC-SHA256')))).toEqual(
      incomplete(
        "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
      ),
    )
  })

  it('has only the missing named', () => {
    expect(refusalOf(() => findSignature(presigned({ 'X-Amz-Date': undefined })))).toEqual(
      incomplete("AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters."),
    )
  })

  it('counts the first of repeated parameters, and needs no X-Amz-Expires', () => {
    const request = withHeaders([['X-Amz-Security-Token', 'not read']], `${presignedQuery()}&X-Amz-Credential=other&X-Amz-Security-Token=a%2Fb`)
    expect(findSignature(request)).toMatchObject({ place: 'query', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', sessionToken: 'a/b' })
  })

  it('with a broken escape is read as it stands', () => {
    expect(findSignature(withHeaders([], `${presignedQuery()}&X-Amz-Security-Token=%`))?.sessionToken).toBe('%')
  })
})

describe('the host', () => {
  it.each([signed(header({ names: 'x-amz-date' })), presigned({ 'X-Amz-SignedHeaders': 'content-type' })])('must be signed', (request) => {
    expect(refusalOf(() => findSignature(request))).toEqual(
      mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
    )
  })

  it('may be named as HTTP/2 names it', () => {
    expect(findSignature(signed(header({ names: ':authority;x-amz-date' })))).toBeDefined()
  })
})

describe('the date', () => {
  it.each(['20260230T000000Z', '20260102T240000Z', '20260102T030460Z', '20260102', '2026-02-30T03:04:05Z', 'Sat, 02 Jan 2026 03:04:05 GMT', 'now', ''])(
    'must be one: %j',
    (dateText) => {
      expect(refusalOf(() => findSignature(signed(header(), dateText)))).toEqual(
        incomplete(`Date must be in ISO-8601 'basic format'. Got '${dateText}'. See http://en.wikipedia.org/wiki/ISO_8601`),
      )
    },
  )

  it.each([date, 'Fri, 02 Jan 2026 03:04:05 GMT', '2026-01-02T03:04:05Z', '2026-01-02T03:04:05.678Z'])('may be written %j', (dateText) => {
    const request = withHeaders([
      ['Date', dateText],
      ['Authorization', header({ names: 'date;host' })],
    ])
    expect(findSignature(request)).toMatchObject({ signedAtText: date })
    expect(Math.floor(getSignature(request).signedAt.getTime() / 1000)).toBe(Date.UTC(2026, 0, 2, 3, 4, 5) / 1000)
  })

  it('of X-Amz-Date counts before that of Date', () => {
    const request = signed(header())
    expect(findSignature({ ...request, headers: [['Date', 'Thu, 01 Jan 2026 00:00:00 GMT'], ...request.headers] })).toMatchObject({ signedAtText: date })
  })
})

const minutes = (count: number): number => count * 60
const after = (seconds: number): Date => new Date(Date.UTC(2026, 0, 2, 3, 4, 5) + seconds * 1000)

describe('skew', () => {
  it.each([0, minutes(14), minutes(15), -minutes(14), -minutes(15)])('of %d seconds is let pass', (seconds) => {
    expect(() => checkDate(getSignature(signed(header())), after(seconds), minutes(15))).not.toThrow()
    expect(() => checkDate(getSignature(presigned({ 'X-Amz-Expires': '60' })), after(seconds), minutes(15))).not.toThrow()
  })

  it('of 16 minutes is refused', () => {
    expect(refusalOf(() => checkDate(getSignature(signed(header())), after(minutes(16)), minutes(15)))).toEqual(
      mismatch('Signature expired: 20260102T030405Z is now earlier than 20260102T030505Z (20260102T032005Z - 15 min.)'),
    )
    expect(refusalOf(() => checkDate(getSignature(signed(header())), after(-minutes(16)), minutes(15)))).toEqual(
      mismatch('Signature not yet current: 20260102T030405Z is still later than 20260102T030305Z (20260102T024805Z + 15 min.)'),
    )
  })

  it.each([minutes(15) + 1, -minutes(15) - 1])('of %d seconds is refused', (seconds) => {
    expect(() => checkDate(getSignature(signed(header())), after(seconds), minutes(15))).toThrow(SignatureRefusal)
  })

  it('is judged by the window of the service', () => {
    expect(refusalOf(() => checkDate(getSignature(signed(header())), after(minutes(6)), minutes(5))).query.message).toMatch(/- 5 min\.\)$/)
  })

  it('of a presigned URL is what EC2 calls expired, unless it is ahead', () => {
    const signature = getSignature(presigned())
    expect(refusalOf(() => checkDate(signature, after(minutes(16)), minutes(15)))).toEqual(
      mismatch('Signature expired: 20260102T030405Z is now earlier than 20260102T030505Z (20260102T032005Z - 15 min.)', {
        code: 'RequestExpired',
        status: 400,
        message: 'Request has expired.',
      }),
    )
    expect(refusalOf(() => checkDate(signature, after(-minutes(16)), minutes(15))).ec2).toEqual(authFailure)
  })
})

describe('the scope', () => {
  const rule = { isValidRegion: (region: string) => region === 'us-east-1', expectedService: 'sts' }
  const region = 'Credential should be scoped to a valid region. '
  const service = "Credential should be scoped to correct service: 'sts'. "
  const scoped = (scope: string): Signature => getSignature(signed(header({ credential: `AKIAIOSFODNN7EXAMPLE/${scope}` })))

  it('that fits is let pass', () => {
    expect(() => checkScope(scoped('20260102/us-east-1/sts/aws4_request'), rule)).not.toThrow()
  })

  it.each([
    ['20260102/mars/sts/aws4_request', region],
    ['20260102/us-east-1/iam/aws4_request', service],
    ['20260102/mars/iam/aws4_request', `${region}${service}`],
    ['20260102/us-east-1/sts/aws5', "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. "],
    [
      '20260103/us-east-1/sts/aws4_request',
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260103' != '20260102', from '20260102T030405Z'. ",
    ],
    [
      '20260103/mars/iam/aws5',
      `${region}${service}Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260103' != '20260102', from '20260102T030405Z'. `,
    ],
  ])('%s has its mistakes collected, each with a full stop and a space', (scope, text) => {
    expect(refusalOf(() => checkScope(scoped(scope), rule))).toEqual(mismatch(text))
  })

  it.each(['20260102/us-east-1/sts', '20260102/us-east-1/sts/aws4_request/more', ''])('of %j has not five parts', (scope) => {
    const wrong = scoped(scope)
    expect(refusalOf(() => checkScope(wrong, rule))).toEqual(
      incomplete(
        `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIAIOSFODNN7EXAMPLE/${scope}'`,
      ),
    )
    expect(checkSignature(signed(header()), wrong, { secretAccessKey: 'secret' })).toBe(false)
  })

  it('is judged after the date, so that a malformed credential does not hide an old one', () => {
    expect(refusalOf(() => checkDate(scoped('malformed'), after(minutes(16)), minutes(15))).query.message).toMatch(/^Signature expired/)
  })
})

describe('a signature', () => {
  it.each(['', 'a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), `${'a'.repeat(63)}g`, `${'a'.repeat(64)}\n`])('that is not 64 lower-case digits never matches: %j', (text) => {
    const request = signed(header())
    expect(checkSignature(request, { ...getSignature(request), signature: text }, { secretAccessKey: 'secret' })).toBe(false)
  })
})
