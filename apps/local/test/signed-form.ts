import { createHmac } from 'node:crypto'
import type { ApiRequest } from '@rolecall/protocol'
import { findSignature, type Signature, SignatureRefusal, signingKey, stringToSign } from '@rolecall/sigv4'

/** What a request is made of, before the root key of the default account signs it. */
export interface Form {
  service: string
  method?: string
  target?: string
  headers?: readonly (readonly [name: string, value: string])[]
  body: string | Uint8Array
}

const formType = ['content-type', 'application/x-www-form-urlencoded; charset=utf-8'] as const

/** Undefined for what says in two places or in a wrong way how it was signed. */
const signatureOf = (request: ApiRequest): Signature | undefined => {
  try {
    return findSignature(request)
  } catch (error) {
    if (error instanceof SignatureRefusal) return undefined
    throw error
  }
}

/** Any bytes at all, rightly signed where that is possible: no SDK would send most of them. */
export const signedForm = ({ service, method = 'POST', target = '/', headers = [formType], body }: Form, now: Date): ApiRequest => {
  const date = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const request: ApiRequest = {
    method,
    target,
    headers: [['host', 'rolecall.test'], ['x-amz-date', date], ...headers],
    body: Buffer.from(body),
    remoteAddress: '127.0.0.1',
    isSecure: false,
  }
  const withSignature = (signature: string): ApiRequest => {
    const authorization = `AWS4-HMAC-SHA256 Credential=test/${date.slice(0, 8)}/us-east-1/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`
    return { ...request, headers: [...request.headers, ['authorization', authorization]] }
  }
  const unsigned = withSignature('0'.repeat(64))
  const found = signatureOf(unsigned)
  if (found === undefined) return unsigned
  const key = signingKey('test', found.scope)
  return withSignature(createHmac('sha256', key).update(stringToSign(unsigned, found)).digest('hex'))
}
