import { describe, expect, it } from '@jest/globals'
import { storableJson } from './storable-json.ts'

const parsed = (text: string): unknown => JSON.parse(storableJson(text))

const pieces = ['\\', 'u0000', 'ud800', '\0', '\ud800', '"', '😀']

/** Every text of so many pieces. */
const textsOf = (length: number): string[] => (length === 0 ? [''] : textsOf(length - 1).flatMap((text) => pieces.map((piece) => text + piece)))

describe('what the request log stores', () => {
  it('has no NUL and no half of a character', () => {
    expect(parsed('a\0b')).toBe('a\uFFFDb')
    expect(parsed('\ud800x\udfff')).toBe('\uFFFDx\uFFFD')
    expect(parsed('\\\0')).toBe('\\\uFFFD')
  })

  it('is otherwise as it was, also where it looks like an escape', () => {
    for (const text of ['😀é', '\\u0000', '\\ud800', '\\\\u0000', '"\\"', '\u2028']) expect(parsed(text)).toBe(text)
    for (const text of textsOf(4)) expect(parsed(text)).toBe(Buffer.from(text).toString().replaceAll('\0', '\uFFFD'))
  })
})
