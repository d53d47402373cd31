import { hash } from 'node:crypto'

const beyondByte = /[\u0100-\uffff]/

/**
 * Node's HTTP parser gives every byte of a request line or header as one character, U+0000 to U+00FF. Characters beyond
 * can only come from a caller in this process, and stand for their UTF-8.
 */
const bytesOf = (text: string): Buffer => Buffer.from(text, beyondByte.test(text) ? 'utf8' : 'latin1')

/** The hash of bytes, or of the bytes that a text stands for, in hex. */
export const sha256 = (data: Uint8Array | string): string => {
  const isBytesOrAscii = typeof data !== 'string' || Buffer.byteLength(data) === data.length
  return hash('sha256', isBytesOrAscii ? data : bytesOf(data), 'hex')
}

const reserved = /[^A-Za-z0-9\-._~]/

const escapeByte = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`

/** How each byte is written: `A-Za-z0-9-._~` as it is, all others as `%XX` in upper case. */
const written = Array.from({ length: 256 }, (_none, byte) => {
  const character = String.fromCharCode(byte)
  return reserved.test(character) ? escapeByte(byte) : character
})

const write = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += written[byte] ?? ''
  return text
}

/** Every byte but `A-Za-z0-9-._~` as `%XX`. */
export const percentEncode = (text: string): string => (reserved.test(text) ? write(bytesOf(text)) : text)

const percent = 0x25
const plus = 0x2b
const space = 0x20

const hexValues = new Map([...'0123456789abcdefABCDEF'].map((digit) => [digit.charCodeAt(0), Number.parseInt(digit, 16)]))

/** The byte that an escape at this place stands for; undefined when there is none. */
const escapedByte = (bytes: Uint8Array, index: number): number | undefined => {
  if (bytes[index] !== percent) return undefined
  const high = hexValues.get(bytes[index + 1] ?? 0)
  const low = hexValues.get(bytes[index + 2] ?? 0)
  return high === undefined || low === undefined ? undefined : high * 16 + low
}

const decode = (bytes: Uint8Array): Uint8Array => {
  let length = 0
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = escapedByte(bytes, index)
    if (byte !== undefined) index += 2
    // The decoded bytes are never more than those read so far.
    bytes[length] = byte ?? (bytes[index] === plus ? space : (bytes[index] ?? 0))
    length += 1
  }
  return bytes.subarray(0, length)
}

/** A name or value of a query, decoded (`+` is a space) and encoded again. Works on bytes: they need not be UTF-8. */
export const reencode = (text: string): string => (reserved.test(text) ? write(decode(bytesOf(text))) : text)
