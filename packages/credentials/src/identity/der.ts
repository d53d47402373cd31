/** DER, as far as signed data needs it. */

const lengthOf = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

const element = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

export const sequence = (...parts: Uint8Array[]): Buffer => element(0x30, ...parts)

/** The encodings of its members stand in their order: whoever verifies a signature may sort them again. */
export const setOf = (...parts: Uint8Array[]): Buffer => element(0x31, ...parts.toSorted(Buffer.compare))

/** The content of a `[number]` that replaces the tag of what it stands for. */
export const implicitly = (number: number, encoded: Uint8Array): Buffer => {
  const copy = Buffer.from(encoded)
  copy[0] = 0xa0 | number
  return copy
}

export const explicitly = (number: number, encoded: Uint8Array): Buffer => element(0xa0 | number, encoded)

const base128 = (arc: number): number[] => {
  const bytes = [arc & 0x7f]
  for (let rest = arc >>> 7; rest > 0; rest >>>= 7) bytes.unshift(0x80 | (rest & 0x7f))
  return bytes
}

/** `1.2.840.113549.1.7.2`. */
export const objectId = (text: string): Buffer => {
  const [first = 0, second = 0, ...others] = text.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...others].flatMap(base128)))
}

/** Of bytes that hold a positive number without leading zeros. */
export const integer = (bytes: Uint8Array): Buffer => element(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)

export const octets = (bytes: Uint8Array): Buffer => element(0x04, bytes)

export const nothing = element(0x05)

/** In UTC, in the form that signatures demand of its year. */
export const time = (date: Date): Buffer => {
  const digits = `${date.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`
  const year = date.getUTCFullYear()
  return year >= 1950 && year < 2050 ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits))
}
