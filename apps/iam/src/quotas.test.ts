import { describe, expect, it } from '@jest/globals'
import { parseQuotas } from './quotas.ts'

describe('quotas', () => {
  it('keep their defaults unless named', () => {
    expect(parseQuotas('')).toMatchObject({ RolesPerAccount: Infinity, PoliciesPerRole: 10, AccessKeysPerUser: 2 })
    const raised = parseQuotas(' RolesPerAccount=5000, PoliciesPerRole = 20 ')
    expect(raised).toEqual({ ...parseQuotas(''), RolesPerAccount: 5000, PoliciesPerRole: 20 })
  })

  it('must exist and be numbers', () => {
    expect(() => parseQuotas('RolePerAccount=1')).toThrow('There is no IAM quota named "RolePerAccount".')
    expect(() => parseQuotas('RolesPerAccount=many')).toThrow('The IAM quota RolesPerAccount needs a number, not "many".')
  })
})
