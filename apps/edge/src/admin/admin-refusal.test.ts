import { describe, expect, it } from '@jest/globals'
import { adminRefusal } from './admin-refusal.ts'

const caller = { remoteAddress: '127.0.0.1', authorization: undefined, origin: undefined, host: '127.0.0.1:4566' }
const open = { token: undefined, addresses: [] }

describe('the admin API', () => {
  it('answers loopback callers', () => {
    expect(adminRefusal(caller, open)).toBeUndefined()
    expect(adminRefusal({ ...caller, remoteAddress: '::1' }, open)).toBeUndefined()
    expect(adminRefusal({ ...caller, remoteAddress: '::ffff:127.0.0.1' }, open)).toBeUndefined()
  })

  it('refuses callers from elsewhere, saying what opens it', () => {
    const message = 'The admin API answers loopback callers only; set ROLECALL_ADMIN_TOKEN to open it.'
    expect(adminRefusal({ ...caller, remoteAddress: '10.0.0.7' }, open)).toBe(message)
    expect(adminRefusal({ ...caller, remoteAddress: '10.0.0.7' }, { token: undefined, addresses: ['10.0.0.7'] })).toBeUndefined()
  })

  it('refuses pages of other origins in the browser of a loopback caller', () => {
    expect(adminRefusal({ ...caller, origin: 'https://evil.example' }, open)).toBe('The admin API does not answer pages of other origins.')
    expect(adminRefusal({ ...caller, origin: 'http://127.0.0.1:4566' }, open)).toBeUndefined()
  })

  it('asks everybody for the token once one is set', () => {
    const rule = { token: 'secret', addresses: [] }
    expect(adminRefusal(caller, rule)).toBe('The admin API needs the bearer token of ROLECALL_ADMIN_TOKEN.')
    expect(adminRefusal({ ...caller, remoteAddress: '10.0.0.7', authorization: 'Bearer secret' }, rule)).toBeUndefined()
  })
})
