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

const isSignedWith = (signature: string, secretAccessKey: string): boolean => {
  const signed = request(signature)
  return checkSignature(signed, getSignature(signed), { secretAccessKey })
}

describe('remembered signing keys', () => {
  it('belong to one secret: an access key id with a new one does not keep the old', () => {
    const [first, second] = [signWith('first'), signWith('second')]
    for (let round = 0; round < 2; round += 1) {
      expect(isSignedWith(first, 'first')).toBe(true)
      expect(isSignedWith(first, 'second')).toBe(false)
      expect(isSignedWith(second, 'second')).toBe(true)
      expect(isSignedWith(second, 'first')).toBe(false)
    }
  })

  it('belong to one scope', () => {
    const signature = signWith('first')
    expect(isSignedWith(signature, 'first')).toBe(true)
    for (const changed of [{ date: '20150831' }, { region: 'us-east-2' }, { service: 'sts' }]) {
      const elsewhere = { ...draft, signature, scope: { ...draft.scope, ...changed } }
      expect(checkSignature(request(signature), elsewhere, { secretAccessKey: 'first' })).toBe(false)
    }
  })

  it('that were forgotten among many others are derived again', () => {
    const signature = signWith('first')
    for (let index = 0; index < 12_000; index += 1) isSignedWith(signature, `other ${index}`)
    expect(isSignedWith(signature, 'first')).toBe(true)
    expect(isSignedWith(signature, 'other 1')).toBe(false)
  })
})
