import { scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, string, number, Buffer>(scrypt)
const hashBytes = 32
const saltBytes = 16

/** Of `Ids.bytes`, as it is kept. */
export const saltOf = (ids: { bytes(length: number): Buffer }): string => ids.bytes(saltBytes).toString('base64url')

/** What is kept in place of a password. A user's passwords share their salt, so that one hash tells whether one comes again. */
export const hashPassword = async (password: string, salt: string): Promise<string> =>
  (await derive(password, salt, hashBytes)).toString('base64url')

export const isSameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
