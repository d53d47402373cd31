import { describe, expect, it } from '@jest/globals'
import { defaultQuotas, parseQuotas } from './quotas.ts'

describe('quotas', () => {
  it('are AWS\'s unless named', () => {
    expect(parseQuotas('')).toEqual(defaultQuotas)
    expect(parseQuotas(' RolesPerAccount=5000, PoliciesPerRole = 20 ')).toEqual({ ...defaultQuotas, RolesPerAccount: 5000, PoliciesPerRole: 20 })
  })

  it('must exist and be numbers', () => {
    expect(() => parseQuotas('RolePerAccount=1')).toThrow('There is no IAM quota named "RolePerAccount".')
    expect(() => parseQuotas('RolesPerAccount=many')).toThrow('The IAM quota RolesPerAccount needs a number, not "many".')
  })
})
