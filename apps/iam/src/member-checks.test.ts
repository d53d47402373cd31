import { describe, expect, it } from '@jest/globals'
import { checkMembers } from './member-checks.ts'

describe('members that every operation checks alike', () => {
  it('refuses ARNs that are none, in the words of their member', () => {
    expect(() => checkMembers({ PolicyArn: 'x' })).toThrow(expect.objectContaining({ code: 'ValidationError', message: 'ARN x is not valid.' }))
    expect(() => checkMembers({ PermissionsBoundary: 'x' })).toThrow(expect.objectContaining({ code: 'InvalidInput', message: 'ARN x is not valid.' }))
    expect(() => checkMembers({ PolicyArn: 'arn:aws:iam::aws:policy/x' })).not.toThrow()
  })
})
