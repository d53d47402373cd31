import { createHmac } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { checkSignature, findSignature, type Signature, type SignedRequest, signingKey, stringToSign } from './index.ts'

// Signatures whose HMAC is right, so that nothing but the rule in question can refuse them.

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const scope = '20150830/us-east-1/iam/aws4_request'
// Computed with botocore.
const hostSignature = '91fb24346d00546d6da247c85eb79148080a6e3ae1ac9aa8eae9ccdabfd70b33'
const authoritySignature = 'ae78ad8c08527eee3410d4a00f24cc7798f7f812b448c18819b60ef5e4aaa312'

const withAuthorization = (authorization: string, target = '/'): SignedRequest => ({
  method: 'GET',
  target,
  headers: [
    ['Host', 'iam.amazonaws.com'],
    ['X-Amz-Date', '20150830T123600Z'],
    ...(authorization === '' ? [] : [['Authorization', authorization] as const]),
  ],
  body: new Uint8Array(),
})

const header = (credential: string, names: string, signature: string): string =>
  `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`

const getSignature = (request: SignedRequest): Signature => {
  const signature = findSignature(request)
  if (signature === undefined) throw new Error('The request is unsigned.')
  return signature
}

const isGood = (request: SignedRequest): boolean => checkSignature(request, getSignature(request), { secretAccessKey })

describe('a right HMAC', () => {
  const names = 'host;x-amz-date'

  it('is accepted, also over the name that HTTP/2 has for the host', () => {
    expect(isGood(withAuthorization(header(`AKIDEXAMPLE/${scope}`, names, hostSignature)))).toBe(true)
    expect(isGood(withAuthorization(header(`AKIDEXAMPLE/${scope}`, ':authority;x-amz-date', authoritySignature)))).toBe(true)
  })

  it('of one name of the host is not one of the other', () => {
    expect(isGood(withAuthorization(header(`AKIDEXAMPLE/${scope}`, ':authority;x-amz-date', hostSignature)))).toBe(false)
    expect(isGood(withAuthorization(header(`AKIDEXAMPLE/${scope}`, names, authoritySignature)))).toBe(false)
  })

  it.each([hostSignature.toUpperCase(), hostSignature.slice(0, 63), `${hostSignature}0`, ''])('must be written in full and in lower case: %j', (signature) => {
    expect(isGood(withAuthorization(header(`AKIDEXAMPLE/${scope}`, names, signature)))).toBe(false)
  })

  it.each([`AKIDEXAMPLE/${scope}/more`, `AKIDEXAMPLE/${scope}/`, 'AKIDEXAMPLE/20150830/us-east-1/iam', 'AKIDEXAMPLE/20150830/us-east-1/iam/aws5'])(
    'does not help the credential %s',
    (credential) => {
      expect(isGood(withAuthorization(header(credential, names, hostSignature)))).toBe(false)
    },
  )
})

describe('a presigned URL', () => {
  const url = (token: string, signature: string): string =>
    `/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(`AKIDEXAMPLE/${scope}`)}&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Security-Token=${token}&X-Amz-Signature=${signature}`

  it('has a space for each plus, in its token as in what is signed', () => {
    const draft = withAuthorization('', url('a%20b%2Bc', 'x'))
    const { scope: read } = getSignature(draft)
    const digits = createHmac('sha256', signingKey(secretAccessKey, read)).update(stringToSign(draft, getSignature(draft))).digest('hex')
    const request = withAuthorization('', url('a+b%2Bc', digits))
    expect(getSignature(request).sessionToken).toBe('a b+c')
    expect(isGood(request)).toBe(true)
  })
})

describe('the digest of a refused Authorization header', () => {
  it('is that of its bytes', () => {
    const authorization = Buffer.from('AWS4-HMAC-SHA256 é', 'utf8').toString('latin1')
    expect(() => findSignature(withAuthorization(authorization))).toThrow("'NWjPfdayTAbkaUT2JO308QlZ8b19Lp5s49LP6E6+MSc='.")
  })
})
