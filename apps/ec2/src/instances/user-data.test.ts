import { describe, expect, it } from '@jest/globals'
import { readUserData } from './user-data.ts'

const encoded = (bytes: number): string => Buffer.alloc(bytes, 'x').toString('base64')

describe('user data', () => {
  it('is kept as it came, without line breaks', () => {
    expect(readUserData('IyEv\nYmlu')).toBe('IyEvYmlu')
  })

  it('is none when it is empty', () => {
    expect(readUserData('')).toBeNull()
    expect(readUserData(undefined)).toBeNull()
  })

  it.each(['a', '####', 'abc=d===', 'YWJj='])('is refused when it is no base64: %s', (text) => {
    expect(() => readUserData(text)).toThrow('Invalid BASE64 encoding of user data.')
  })

  it('has 16384 bytes at most before encoding', () => {
    for (const bytes of [16_382, 16_383, 16_384]) expect(readUserData(encoded(bytes))).toBe(encoded(bytes))
    expect(() => readUserData(encoded(16_385))).toThrow('User data is limited to 16384 bytes')
  })
})
