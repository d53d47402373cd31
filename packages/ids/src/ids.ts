import { type RandomSource, systemRandom } from './random.ts'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const secretAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
// The first 48 bits of an id are a marker, the account number and seven random bits; arithmetic on them stays exact.
const accountMarker = 2 ** 47
const accountShift = 2 ** 7

export type UniqueIdPrefix = 'AIDA' | 'AROA' | 'AGPA' | 'AIPA' | 'ANPA' | 'ANVA' | 'ASCA' | 'APKA' | 'ACCA'
export type AccessKeyPrefix = 'AKIA' | 'ASIA'

const base32Codes = Buffer.from(base32, 'latin1')
const base32Values = new Map([...base32].map((character, value) => [character.charCodeAt(0), value]))

const base32Text = (bytes: Uint8Array): string => {
  // Text that grows character by character leaves as many strings behind.
  const text = Buffer.allocUnsafe(Math.floor((bytes.length * 8) / 5))
  let length = 0
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text[length] = base32Codes[(buffer >> bits) & 31] ?? 0
      length += 1
    }
  }
  return text.toString('latin1', 0, length)
}

const accountBytes = (accountId: string, random: RandomSource): Buffer => {
  const tail = random.bytes(5)
  const number = accountMarker + Number(accountId) * accountShift + ((tail[0] ?? 0) & 0x7f)
  const bytes = Buffer.alloc(10)
  bytes.writeUIntBE(number, 0, 6)
  tail.copy(bytes, 6, 1)
  return bytes
}

/** Makes the identifiers and secrets of AWS in their documented shapes (`AIDA…`, `i-…`, UUIDs). */
export class Ids {
  readonly #random: RandomSource

  constructor(random: RandomSource = systemRandom()) {
    this.#random = random
  }

  /** 21 characters: prefix, account number in the next characters, 17th character random. */
  uniqueId(prefix: UniqueIdPrefix, accountId: string): string {
    const last = base32.charAt((this.#random.bytes(1)[0] ?? 0) & 31)
    return prefix + base32Text(accountBytes(accountId, this.#random)) + last
  }

  /** 20 characters with the account number inside, as AWS has issued them since 2019. */
  accessKeyId(prefix: AccessKeyPrefix, accountId: string): string {
    return prefix + base32Text(accountBytes(accountId, this.#random))
  }

  /** 40 characters of `A-Za-z0-9+/`. */
  secretAccessKey(): string {
    let secret = ''
    for (const byte of this.#random.bytes(40)) secret += secretAlphabet.charAt(byte & 63)
    return secret
  }

  /** `prefix-` and 17 lower-case hex digits, the form of EC2 ids since 2018. */
  resourceId(prefix: string): string {
    return `${prefix}-0${this.#random.bytes(8).toString('hex')}`
  }

  /** A version-4 UUID. */
  uuid(): string {
    const bytes = Buffer.from(this.#random.bytes(16))
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  /** So many random bytes as base32 text, eight characters for five bytes. */
  base32(length: number): string {
    return base32Text(this.#random.bytes(length))
  }

  /** Random bytes for keys and nonces. */
  bytes(length: number): Buffer {
    return Buffer.from(this.#random.bytes(length))
  }
}

/** The account that an access key id or unique id names; undefined for ids of before 2019. Never a proof of anything. */
export const accountOfId = (id: string): string | undefined => {
  if (id.length < 20) return undefined
  let number = 0
  for (let index = 4; index < 14; index += 1) {
    const value = base32Values.get(id.charCodeAt(index))
    if (value === undefined) return undefined
    number = number * 32 + value
  }
  const first48 = Math.floor(number / 4)
  if (first48 < accountMarker) return undefined
  return String(Math.floor((first48 - accountMarker) / accountShift)).padStart(12, '0')
}

/** The access key id whose ten bytes are given; used where the id is derived and not drawn. */
export const accessKeyIdFromBytes = (prefix: AccessKeyPrefix, accountId: string, bytes: Uint8Array): string =>
  prefix + base32Text(accountBytes(accountId, { bytes: (length) => Buffer.from(bytes.subarray(0, length)) }))

/** The unique id whose 17 characters follow from at least eleven bytes; it names no account. */
export const uniqueIdFromBytes = (prefix: UniqueIdPrefix, bytes: Uint8Array): string => {
  const free = Uint8Array.from(bytes.subarray(0, 11))
  // The first bit marks ids that name an account.
  free[0] = (free[0] ?? 0) & 0x7f
  return prefix + base32Text(free)
}

/** 40 secret characters from the first 30 bytes of a key; used where the secret is derived and not drawn. */
export const secretFromBytes = (bytes: Buffer): string => bytes.toString('base64', 0, 30)
