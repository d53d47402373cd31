import type { Sealer } from '@rolecall/credentials'
import type { Ids } from '@rolecall/ids'
import { makeSessionToken, tokenKeyId, type TokenScope, tokenTimeLeft } from './session-token.ts'

/** Makes session tokens and tells how long they still last. */
export class TokenService {
  readonly #sealer: Sealer
  readonly #ids: Ids

  constructor(sealer: Sealer, ids: Ids) {
    this.#sealer = sealer
    this.#ids = ids
  }

  async make(scope: TokenScope, expiresAt: number): Promise<string> {
    const key = await this.#sealer.instanceTokenKey()
    if (key === undefined) throw new Error('There is no key for session tokens.')
    return makeSessionToken(key, scope, { expiresAt, nonce: this.#ids.bytes(6) })
  }

  /** Milliseconds; undefined when the token is not valid for the instance at `now`. */
  async timeLeft(token: string, scope: TokenScope, now: number): Promise<number | undefined> {
    const keyId = tokenKeyId(token)
    const key = keyId === undefined ? undefined : await this.#sealer.instanceTokenKey(keyId)
    const left = key && tokenTimeLeft(token, key, { ...scope, now })
    return left !== undefined && left > 0 ? left : undefined
  }
}
