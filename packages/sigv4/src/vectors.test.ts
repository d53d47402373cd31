import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { canonicalRequest, checkSignature, findSignature, type SignedRequest, signingKey } from './index.ts'

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const form = 'application/x-www-form-urlencoded; charset=utf-8'

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const canonicalHash = (request: SignedRequest): string => {
  const signature = findSignature(request)
  if (signature === undefined) throw new Error('The request is unsigned.')
  return hashOf(canonicalRequest(request, signature))
}

const isSignedWith = (request: SignedRequest, secretAccessKey: string): boolean => {
  const signature = findSignature(request)
  return signature !== undefined && checkSignature(request, signature, { secretAccessKey })
}

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
