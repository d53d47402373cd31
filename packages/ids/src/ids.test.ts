import { describe, expect, it } from '@jest/globals'
import { accountOfId, assumedRoleArn, ec2Arn, iamArn, Ids, parseArn, parseIamResource, seededRandom } from './index.ts'

const ids = new Ids(seededRandom('ids'))

describe('access key ids', () => {
  it('carry the account number, as the published example does', () => {
    expect(accountOfId('ASIAQNZGKIQY56JQ7WML')).toBe('029608264753')
    expect(ids.accessKeyId('AKIA', '123456789012')).toMatch(/^AKIARZPUZDIK[A-Z2-7]{8}$/)
    expect(accountOfId(ids.accessKeyId('ASIA', '000000000000'))).toBe('000000000000')
  })

  it('of before 2019 name no account', () => {
    expect(accountOfId('AKIAIOSFODNN7EXAMPLE')).toBeUndefined()
    expect(accountOfId('test')).toBeUndefined()
  })
})

describe('identifiers', () => {
  it('have the shapes of AWS', () => {
    expect(ids.uniqueId('AROA', '123456789012')).toMatch(/^AROARZPUZDIK[A-Z2-7]{9}$/)
    expect(ids.resourceId('i')).toMatch(/^i-0[0-9a-f]{16}$/)
    expect(ids.secretAccessKey()).toMatch(/^[A-Za-z0-9+/]{40}$/)
    expect(ids.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('repeat for the same seed and differ without one', () => {
    expect(new Ids(seededRandom('a')).uuid()).toBe(new Ids(seededRandom('a')).uuid())
    expect(new Ids().uuid()).not.toBe(new Ids().uuid())
  })
})

describe('ARNs', () => {
  it('are split at the first five colons', () => {
    expect(parseArn('arn:aws:iam::123456789012:role/a:b')).toEqual({
      partition: 'aws',
      service: 'iam',
      region: '',
      account: '123456789012',
      resource: 'role/a:b',
    })
    expect(parseArn('arn:aws:iam')).toBeUndefined()
  })

  it('carry the path of IAM entities but not in sessions', () => {
    expect(iamArn('aws', '123456789012', { type: 'role', path: '/a/', name: 'demo' })).toBe('arn:aws:iam::123456789012:role/a/demo')
    expect(parseIamResource('role/a/b/demo')).toEqual({ type: 'role', path: '/a/b/', name: 'demo' })
    expect(parseIamResource('user/u')).toEqual({ type: 'user', path: '/', name: 'u' })
    expect(parseIamResource('root')).toBeUndefined()
    expect(assumedRoleArn('aws', '123456789012', { role: 'demo', name: 's' })).toBe('arn:aws:sts::123456789012:assumed-role/demo/s')
    expect(ec2Arn({ partition: 'aws', region: 'us-east-1', account: '123456789012' }, 'instance', 'i-1')).toBe(
      'arn:aws:ec2:us-east-1:123456789012:instance/i-1',
    )
  })
})
