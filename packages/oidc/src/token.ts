import { decodeJwt, decodeProtectedHeader } from 'jose'

/** What a token says, before anything of it is verified. */
export interface DecodedToken {
  claims: Readonly<Record<string, unknown>>
  algorithm: string
  keyId: string | undefined
}

/** Reads a signed JWT; undefined when the text is none. */
export const decodeToken = (token: string): DecodedToken | undefined => {
  try {
    const { alg, kid } = decodeProtectedHeader(token)
    if (typeof alg !== 'string' || token.split('.').length !== 3) return undefined
    return { claims: decodeJwt(token), algorithm: alg, keyId: kid }
  } catch {
    return undefined
  }
}
