import { createHmac } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { checkSignature, findSignature, type Signature, type SignedRequest, signingKey, stringToSign } from './index.ts'

const request = (signature: string): SignedRequest => ({
  method: 'GET',
  target: '/',
  headers: [
    ['Host', 'iam.amazonaws.com'],
    ['X-Amz-Date', '20150830T123600Z'],
    ['Authorization', `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=${signature}`],
  ],
  body: new Uint8Array(),
})

const getSignature = (signed: SignedRequest): Signature => {
  const signature = findSignature(signed)
  if (signature === undefined) throw new Error('The request is unsigned.')
  return signature
}

const draft = getSignature(request('x'))
const text = stringToSign(request('x'), draft)

const signWith = (secretAccessKey: string): string =>
  createHmac('sha256', signingKey(secretAccessKey, draft.scope)).update(text).digest('hex')

const [first, second] = [{ secretAccessKey: 'first' }, { secretAccessKey: 'second' }]

const isSignedBy = (signature: string, holder: { secretAccessKey: string }): boolean => {
  const signed = request(signature)
  return checkSignature(signed, getSignature(signed), holder)
}

describe('remembered signing keys', () => {
  it('belong to one holder of a secret', () => {
    for (let round = 0; round < 2; round += 1) {
      expect(isSignedBy(signWith('first'), first)).toBe(true)
      expect(isSignedBy(signWith('first'), second)).toBe(false)
      expect(isSignedBy(signWith('second'), second)).toBe(true)
      expect(isSignedBy(signWith('second'), first)).toBe(false)
      expect(isSignedBy(signWith('first'), { secretAccessKey: 'second' })).toBe(false)
    }
  })

  it('belong to one scope', () => {
    const signature = signWith('first')
    expect(isSignedBy(signature, first)).toBe(true)
    for (const changed of [{ date: '20150831' }, { region: 'us-east-2' }, { service: 'sts' }]) {
      const elsewhere = { ...draft, signature, scope: { ...draft.scope, ...changed } }
      expect(checkSignature(request(signature), elsewhere, first)).toBe(false)
    }
  })

  it('that were forgotten for those of many other scopes are derived again', () => {
    const signature = signWith('first')
    for (let index = 0; index < 500; index += 1) {
      const elsewhere = { ...draft, signature, scope: { ...draft.scope, region: `region-${index}` } }
      expect(checkSignature(request(signature), elsewhere, first)).toBe(false)
    }
    expect(isSignedBy(signature, first)).toBe(true)
  })
})
