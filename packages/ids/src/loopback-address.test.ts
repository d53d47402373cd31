import { describe, expect, it } from '@jest/globals'
import { loopbackAddress, loopbackNumber } from './index.ts'

describe('loopback addresses of instances', () => {
  it.each([
    [1, '127.1.0.1'],
    [254, '127.1.0.254'],
    [255, '127.1.1.1'],
    [256 * 254, '127.1.255.254'],
    [256 * 254 + 1, '127.2.0.1'],
    [254 * 256 * 254, '127.254.255.254'],
  ])('number %i owns %s', (number, address) => {
    expect(loopbackAddress(number)).toBe(address)
    expect(loopbackNumber(address)).toBe(number)
  })

  it.each(['127.0.0.1', '127.0.1.1', '127.1.0.0', '127.1.0.255', '127.255.0.1', '10.1.0.1', '127.1.1', '127.1.1.x', '::1', ''])(
    'no instance owns %p',
    (address) => {
      expect(loopbackNumber(address)).toBeUndefined()
    },
  )

  it('refuses numbers beyond the range', () => {
    expect(() => loopbackAddress(0)).toThrow('No loopback address has the number 0.')
    expect(() => loopbackAddress(254 * 256 * 254 + 1)).toThrow('No loopback address')
  })
})
