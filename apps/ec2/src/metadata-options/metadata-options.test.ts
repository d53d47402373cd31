import { describe, expect, it } from '@jest/globals'
import { type AccountDefaults, checkHopLimit, enforcementRefusal, launchOptions } from './metadata-options.ts'

const v2Image = { ImdsSupport: 'v2.0' }

describe('the metadata options of a new instance', () => {
  it.each<[string, object, AccountDefaults, object | undefined, string, number]>([
    ['nothing speaks', {}, {}, {}, 'optional', 1],
    ['the image does', {}, {}, v2Image, 'required', 2],
    ['the account does', {}, { HttpTokens: 'optional', HttpPutResponseHopLimit: 3 }, v2Image, 'optional', 3],
    ['the account says half', {}, { HttpTokens: 'required' }, undefined, 'required', 1],
    ['the request does', { HttpTokens: 'optional', HttpPutResponseHopLimit: 4 }, { HttpTokens: 'required' }, v2Image, 'optional', 4],
  ])('when %s', (_, requested, account, image, HttpTokens, HttpPutResponseHopLimit) => {
    expect(launchOptions(requested, account, image)).toEqual({
      HttpTokens,
      HttpPutResponseHopLimit,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    })
  })

  it('need tokens where the account enforces them', () => {
    expect(enforcementRefusal({ HttpTokens: 'optional' }, { HttpTokensEnforced: 'enabled' })).toMatchObject({ code: 'UnsupportedOperation' })
    expect(enforcementRefusal({ HttpTokens: 'required' }, { HttpTokensEnforced: 'enabled' })).toBeUndefined()
    expect(enforcementRefusal({ HttpTokens: 'optional' }, {})).toBeUndefined()
  })

  it('have a hop limit from 1 to 64', () => {
    expect(() => checkHopLimit(0, 'httpPutResponseHopLimit')).toThrow(
      'Value ( 0 ) for parameter httpPutResponseHopLimit is invalid. Expecting a value greater than or equal to 1.',
    )
    expect(() => checkHopLimit(65, 'httpPutResponseHopLimit')).toThrow('Expecting a value smaller than or equal to 64.')
    expect(() => checkHopLimit(undefined, 'httpPutResponseHopLimit')).not.toThrow()
  })
})
