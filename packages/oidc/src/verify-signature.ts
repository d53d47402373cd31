import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'

/** What AWS takes. */
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512']

/** Why one of the keys did not sign the token; undefined when one did. Claims are the caller's to judge. */
export const signatureFault = async (token: string, keys: JSONWebKeySet): Promise<string | undefined> => {
  try {
    await compactVerify(token, createLocalJWKSet(keys), { algorithms })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
