import { expect, it } from '@jest/globals'
import { metadataReach } from './metadata-reach.ts'

const get = Buffer.from('GET /latest/meta-data/ HTTP/1.1\r\n')
const put = Buffer.from('PUT /latest/api/token HTTP/1.1\r\n')
const near = { isIpv6: false, hops: 1 }
const far = { isIpv6: false, hops: 2 }

it('loses the tokens of those who are further away than the hop limit, and nothing else', () => {
  expect(metadataReach(put, near, { HttpPutResponseHopLimit: 1 })).toBe('pass')
  expect(metadataReach(put, far, { HttpPutResponseHopLimit: 1 })).toBe('lose')
  expect(metadataReach(put, far, { HttpPutResponseHopLimit: 2 })).toBe('pass')
  expect(metadataReach(put, far, {})).toBe('lose')
  expect(metadataReach(get, far, { HttpPutResponseHopLimit: 1 })).toBe('pass')
})

it('refuses IPv6 unless it is enabled', () => {
  expect(metadataReach(get, { ...near, isIpv6: true }, { HttpProtocolIpv6: 'disabled' })).toBe('refuse')
  expect(metadataReach(get, { ...near, isIpv6: true }, { HttpProtocolIpv6: 'enabled' })).toBe('pass')
})
