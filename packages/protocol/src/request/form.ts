import type { AwsError } from '@rolecall/models'
import { illegalEscape, incompleteEscape, malformedInput, malformedQueryString } from './errors.ts'

/** More parameters than any operation takes; each costs memory. */
const maximumParameters = 100_000

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const nonAscii = /[\u0080-\u00ff]/

/** The text of a form body. Bytes that are no UTF-8 are refused. */
export const bodyText = (body: Uint8Array): string => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const text = bytes.toString('latin1')
  if (!nonAscii.test(text)) return text
  try {
    return utf8.decode(bytes)
  } catch {
    throw malformedInput()
  }
}

const escapeError = (encoded: string): AwsError => {
  for (let index = encoded.indexOf('%'); index >= 0; index = encoded.indexOf('%', index + 1)) {
    const escape = encoded.slice(index, index + 3)
    if (escape.length < 3) return incompleteEscape()
    if (!/^%[0-9A-Fa-f]{2}$/.test(escape)) return illegalEscape(escape)
  }
  return malformedQueryString('The query string is not valid UTF-8')
}

// A piece of a text keeps the whole text in memory as long as anybody keeps the piece. That of a usual form is as good as a copy.
const longForm = 4096

const decode = (encoded: string, isOfLongForm: boolean): string => {
  const spaced = encoded.includes('+') ? encoded.replaceAll('+', ' ') : encoded
  if (!isOfLongForm && !spaced.includes('%')) return spaced
  try {
    // Copies, also where nothing is escaped.
    return decodeURIComponent(spaced)
  } catch {
    throw escapeError(spaced)
  }
}

const addPair = (text: string, bounds: { start: number; end: number }, parameters: Map<string, string>): void => {
  const { start, end } = bounds
  if (start === end) return
  const equals = text.indexOf('=', start)
  const hasValue = equals >= 0 && equals < end
  const isLong = text.length > longForm
  const name = decode(text.slice(start, hasValue ? equals : end), isLong)
  const value = hasValue ? decode(text.slice(equals + 1, end), isLong) : ''
  if (!parameters.has(name)) parameters.set(name, value)
}

/** Adds the parameters of a query string or form body; those already there stay. */
export const addParameters = (text: string, parameters: Map<string, string>): void => {
  for (let start = 0; start < text.length; ) {
    const ampersand = text.indexOf('&', start)
    const end = ampersand < 0 ? text.length : ampersand
    addPair(text, { start, end }, parameters)
    if (parameters.size > maximumParameters) throw malformedInput()
    start = end + 1
  }
}
