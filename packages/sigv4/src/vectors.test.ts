import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { canonicalRequest, checkSignature, findSignature, type Signature, type SignedRequest, signingKey, stringToSign } from './index.ts'

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const form = 'application/x-www-form-urlencoded; charset=utf-8'

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const getSignature = (request: SignedRequest): Signature => {
  const signature = findSignature(request)
  if (signature === undefined) throw new Error('The request is unsigned.')
  return signature
}

const canonicalHash = (request: SignedRequest): string => hashOf(canonicalRequest(request, getSignature(request)))

const isSignedWith = (request: SignedRequest, secretAccessKey: string): boolean =>
  checkSignature(request, getSignature(request), { secretAccessKey })

describe('published and independently computed vectors', () => {
  it.each([
    ['20120215', 'f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d'],
    ['20150830', 'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9'],
  ])('derive the signing key of %s', (date, key) => {
    const scope = { date, region: 'us-east-1', service: 'iam', terminator: 'aws4_request' }
    expect(signingKey('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', scope).toString('hex')).toBe(key)
  })

  it('hold for a GET with headers', () => {
    const request: SignedRequest = {
      method: 'GET',
      target: '/?Action=ListUsers&Version=2010-05-08',
      headers: [
        ['Host', 'iam.amazonaws.com'],
        ['Content-Type', form],
        ['X-Amz-Date', '20150830T123600Z'],
        [
          'Authorization',
          'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
        ],
      ],
      body: new Uint8Array(),
    }
    expect(canonicalHash(request)).toBe('f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59')
    expect(isSignedWith(request, secret)).toBe(true)
  })

  const example = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

  it('hold for a presigned GET', () => {
    const query = [
      'Action=GetCallerIdentity',
      'Version=2011-06-15',
      'X-Amz-Algorithm=AWS4-HMAC-SHA256',
      'X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260101%2Fus-east-1%2Fsts%2Faws4_request',
      'X-Amz-Date=20260101T000000Z',
      'X-Amz-Expires=60',
      'X-Amz-SignedHeaders=host',
      'X-Amz-Signature=f2720550d65ff60e2fe7df25e59394b944a5d169cd9b1dbb9381aa0fbc80c8e1',
    ]
    const request = { method: 'GET', target: `/?${query.join('&')}`, headers: [['host', 'sts.us-east-1.amazonaws.com']] as const, body: new Uint8Array() }
    expect(canonicalHash(request)).toBe('908bd7c832ed91717d264dee7d45be4637decdd77758edd6ad8925fef81ac551')
    expect(isSignedWith(request, example)).toBe(true)
  })

  it('hold for a POST with a session token', () => {
    const body =
      'Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa%2Fdemo&RoleSessionName=s1&Tags.member.1.Key=team&Tags.member.1.Value=a+b%2Bc'
    expect(hashOf(body)).toBe('8679cebdb221bdb97e477dc8666019832368e2cbaa427e76aa93d6dd854ec528')
    const request: SignedRequest = {
      method: 'POST',
      target: '/',
      headers: [
        ['host', 'sts.eu-west-1.amazonaws.com'],
        ['content-type', form],
        ['x-amz-date', '20260102T030405Z'],
        ['x-amz-security-token', 'TOKEN/abc+def=='],
        [
          'authorization',
          'AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE/20260102/eu-west-1/sts/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=aa53a348bc44bfa37021df9731cc737f640ff5b69dd5f9696f0f43b54b0c3bbb',
        ],
      ],
      body: Buffer.from(body),
    }
    expect(canonicalHash(request)).toBe('d8c543331ea5d5a4985bbbf50375fc885452934b6b56cd1005fc10e6662a7c99')
    expect(isSignedWith(request, example)).toBe(true)
  })
})

interface SuiteCase {
  name: string
  method: string
  target: string
  headers: [string, string][]
  body: string
  canonicalRequest: string
  stringToSign: string
  signature: string
}

const suite = JSON.parse(readFileSync(new URL('../vectors/aws-sig-v4-test-suite.json', import.meta.url), 'utf8')) as SuiteCase[]

const wireText = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

describe('the published test suite', () => {
  it.each(suite)('$name', (vector) => {
    const request: SignedRequest = { ...vector, body: Buffer.from(vector.body) }
    const signature = getSignature(request)
    expect(canonicalRequest(request, signature)).toBe(vector.canonicalRequest)
    expect(stringToSign(request, signature)).toBe(vector.stringToSign)
    expect(signature.signature).toBe(vector.signature)
    expect(checkSignature(request, signature, { secretAccessKey: secret })).toBe(true)
  })

  it.each(suite.filter(({ target }) => wireText(target) !== target))('$name, as it comes from the wire', (vector) => {
    const request: SignedRequest = { ...vector, target: wireText(vector.target), body: Buffer.from(vector.body) }
    expect(canonicalRequest(request, getSignature(request))).toBe(vector.canonicalRequest)
    expect(isSignedWith(request, secret)).toBe(true)
  })
})

const canonicalOf = (target: string, headers: [string, string][] = []): string[] => {
  const names = ['host', ...headers.map(([name]) => name)].join(';')
  const authorization = `AWS4-HMAC-SHA256 Credential=A/20150830/us-east-1/iam/aws4_request, SignedHeaders=${names}, Signature=x`
  const request: SignedRequest = {
    method: 'GET',
    target,
    headers: [['Host', 'iam.amazonaws.com'], ['X-Amz-Date', '20150830T123600Z'], ...headers, ['Authorization', authorization]],
    body: new Uint8Array(),
  }
  return canonicalRequest(request, getSignature(request)).split('\n')
}

describe('the canonical path', () => {
  it.each([
    ['', '/'],
    ['/?', '/'],
    ['/a%20b', '/a%2520b'],
    ['/a+b', '/a%2Bb'],
    ['/a/b/..', '/a'],
    ['/a/b/../', '/a/'],
    ['/../../a', '/a'],
    ["/!'()*", '/%21%27%28%29%2A'],
  ])('of %j is %j', (target, path) => {
    expect(canonicalOf(target)[1]).toBe(path)
  })
})

describe('the canonical query', () => {
  it.each([
    ['a', 'a='],
    ['a=b=c', 'a=b%3Dc'],
    ['a=b+c%2bd%7e', 'a=b%20c%2Bd~'],
    ['b=1&a=2&a=1&B=3', 'B=3&a=1&a=2&b=1'],
    ['a;b=c', 'a%3Bb=c'],
    ['&a=1&&', 'a=1'],
    ['a=%ff%FE', 'a=%FF%FE'],
    ['a=%&b=%zz', 'a=%25&b=%25zz'],
    ['X-Amz-Signature=1', 'X-Amz-Signature=1'],
  ])('of %j is %j', (query, canonical) => {
    expect(canonicalOf(`/?${query}`)[2]).toBe(canonical)
  })
})

describe('a canonical header', () => {
  it.each([
    ['  a   b  ', 'a b'],
    ['a\tb', 'a b'],
    ['a , b', 'a , b'],
    ['"a   b"', '"a b"'],
    ['', ''],
    // The last byte of a wire text may look like a space to JavaScript: à is C3 A0.
    [wireText('à'), wireText('à')],
  ])('of %j is %j', (value, canonical) => {
    expect(canonicalOf('/', [['x-test', value]])).toContain(`x-test:${canonical}`)
  })

  it('is empty when it is listed but absent, and counts once when it is listed twice', () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=A/20150830/us-east-1/iam/aws4_request, SignedHeaders=x-no;host;host, Signature=x'
    const request: SignedRequest = {
      method: 'GET',
      target: '/',
      headers: [['Host', 'iam.amazonaws.com'], ['Date', 'Sun, 30 Aug 2015 12:36:00 GMT'], ['Authorization', authorization]],
      body: new Uint8Array(),
    }
    expect(canonicalRequest(request, getSignature(request)).split('\n').slice(3, -1)).toEqual([
      'host:iam.amazonaws.com',
      'x-no:',
      '',
      'x-no;host;host',
    ])
    expect(stringToSign(request, getSignature(request))).toMatch(/^AWS4-HMAC-SHA256\n20150830T123600Z\n/)
  })
})
