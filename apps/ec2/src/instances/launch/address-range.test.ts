import { describe, expect, it } from '@jest/globals'
import { addressFit, addressNumber, addressText, usableAddresses } from './address-range.ts'

describe('the addresses of a subnet', () => {
  it('begin after four and end before one that EC2 keeps', () => {
    expect(usableAddresses('172.31.16.0/20')).toMatchObject({ first: '172.31.16.4', last: '172.31.31.254' })
    expect(usableAddresses('10.0.0.16/28')).toMatchObject({ first: '10.0.0.20', last: '10.0.0.30' })
  })

  it.each([
    ['10.0.0.20', 'usable'],
    ['10.0.0.30', 'usable'],
    ['10.0.0.16', 'reserved'],
    ['10.0.0.19', 'reserved'],
    ['10.0.0.31', 'reserved'],
    ['10.0.0.32', 'outside'],
    ['10.1.0.5', 'outside'],
    ['10.0.0.256', 'malformed'],
    ['10.0.0', 'malformed'],
    ['host', 'malformed'],
  ])('%s in 10.0.0.16/28 is %s', (address, fit) => {
    expect(addressFit(address, usableAddresses('10.0.0.16/28'))).toBe(fit)
  })

  it('are numbers in between', () => {
    expect(addressText(addressNumber('255.254.3.4') ?? 0)).toBe('255.254.3.4')
  })
})
