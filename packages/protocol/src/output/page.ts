import { escapeText } from './text.ts'

const initialBytes = 64 * 1024
const keptBytes = 4 * 1024 * 1024
/** Longer texts are copied faster by Node than by a loop. */
const longText = 96
/** Every UTF-16 unit takes at most three bytes. */
const bytesPerUnit = 3

/** Whether a character stands for itself in XML and is one byte: ASCII but control characters, `&`, `<` and `>`. */
const isPlain = new Uint8Array(128).fill(1, 32, 127)
for (const character of '\t\n') isPlain[character.charCodeAt(0)] = 1
for (const character of '&<>') isPlain[character.charCodeAt(0)] = 0

/** The bytes of an answer under way. Building strings and encoding them afterwards takes twice as long for large answers. */
export class Page {
  #bytes = Buffer.allocUnsafeSlow(initialBytes)
  #position = 0

  get position(): number {
    return this.#position
  }

  /** Forgets what was written after a position. */
  rewind(position: number): void {
    this.#position = position
  }

  /** Bytes that need no escapes. */
  literal(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#position)
    this.#position += bytes.length
  }

  /** A text, escaped, between its tags. */
  element(open: Uint8Array, text: string, close: Uint8Array): void {
    this.literal(open)
    this.text(text)
    this.literal(close)
  }

  /** Text, escaped for an element. */
  text(text: string): void {
    if (text.length > longText || !this.#copyPlain(text)) this.#encode(escapeText(text))
  }

  /** A copy of what was written after a position. */
  copyFrom(position: number): Buffer {
    return Buffer.from(this.#bytes.subarray(position, this.#position))
  }

  /** A copy of what was written; the page is empty again. */
  finish(): Buffer {
    const copy = this.copyFrom(0)
    this.#position = 0
    if (this.#bytes.length > keptBytes) this.#bytes = Buffer.allocUnsafeSlow(initialBytes)
    return copy
  }

  #copyPlain(text: string): boolean {
    const { length } = text
    this.#reserve(length)
    const bytes = this.#bytes
    let position = this.#position
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index)
      if (isPlain[code] !== 1) return false
      bytes[position] = code
      position += 1
    }
    this.#position = position
    return true
  }

  #encode(text: string): void {
    this.#reserve(text.length * bytesPerUnit)
    this.#position += this.#bytes.write(text, this.#position, 'utf8')
  }

  #reserve(count: number): void {
    const needed = this.#position + count
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2))
    larger.set(this.#bytes.subarray(0, this.#position))
    this.#bytes = larger
  }
}
