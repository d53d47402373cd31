import { createHmac, timingSafeEqual } from 'node:crypto'
import { sha256 } from './bytes.ts'
import { canonicalRequest } from './canonical-request.ts'
import type { Signature, SignedRequest } from './signed-request.ts'
import { rememberedSigningKey, type SecretHolder } from './signing-keys.ts'

const lowerCaseHex = /^[0-9a-f]{64}$/

export const stringToSign = (request: SignedRequest, signature: Signature): string => {
  const { signedAtText, scope } = signature
  const hash = sha256(canonicalRequest(request, signature))
  return `AWS4-HMAC-SHA256\n${signedAtText}\n${scope.date}/${scope.region}/${scope.service}/aws4_request\n${hash}`
}

/** Whether the holder of this secret signed this request; compares in constant time. */
export const checkSignature = (request: SignedRequest, signature: Signature, holder: SecretHolder): boolean => {
  if (signature.scope.terminator !== 'aws4_request' || !lowerCaseHex.test(signature.signature)) return false
  const key = rememberedSigningKey(holder, signature.scope)
  const expected = createHmac('sha256', key).update(stringToSign(request, signature)).digest('hex')
  return timingSafeEqual(Buffer.from(expected, 'latin1'), Buffer.from(signature.signature, 'latin1'))
}
