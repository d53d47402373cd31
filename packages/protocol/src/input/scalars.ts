import type { ScalarKind } from '@rolecall/models'

/** Why a text is no value of its kind; `empty` where a number is missing. */
export class Malformed {
  readonly isEmpty: boolean

  constructor(text: string) {
    this.isEmpty = text === ''
  }
}

type ReadScalar = (text: string) => string | number | boolean | Date | Uint8Array | Malformed

// Characters that XML 1.0 cannot carry could be stored but never answered.
 
const forbiddenCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

const wholeNumber = /^[+-]?[0-9]+$/
const fraction = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/
const base64 = /^[A-Za-z0-9+/]*={0,2}$/
const isoTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/
const epochSeconds = /^-?\d{1,12}(\.\d+)?$/

/** Longer than any number with some leading zeros; converting millions of digits would take seconds. */
const maximumDigits = 60

const readWhole = (text: string, lowest: bigint, highest: bigint): number | Malformed => {
  if (text.length > maximumDigits || !wholeNumber.test(text)) return new Malformed(text)
  if (text.length < 10) return Number(text)
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  return value < lowest || value > highest ? new Malformed(text) : Number(value)
}

const readTime = (text: string): Date | Malformed => {
  if (epochSeconds.test(text)) return new Date(Number(text) * 1000)
  if (!isoTime.test(text)) return new Malformed(text)
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(text)
  const time = new Date(hasZone || text.length === 10 ? text : `${text}Z`)
  return Number.isNaN(time.getTime()) ? new Malformed(text) : time
}

const readBlob = (text: string): Uint8Array | Malformed => {
  const joined = text.replaceAll(/[\r\n]/g, '')
  if (joined.length % 4 !== 0 || !base64.test(joined)) return new Malformed(text)
  return Uint8Array.from(Buffer.from(joined, 'base64'))
}

export const scalarReaders: Readonly<Record<ScalarKind, ReadScalar>> = {
  string: (text) => (forbiddenCharacters.test(text) ? new Malformed(text) : text),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : new Malformed(text)),
  integer: (text) => readWhole(text, -(2n ** 31n), 2n ** 31n - 1n),
  long: (text) => readWhole(text, -(2n ** 63n), 2n ** 63n - 1n),
  double: (text) => (fraction.test(text) ? Number(text) : new Malformed(text)),
  timestamp: readTime,
  blob: readBlob,
}
