import { describe, expect, it } from '@jest/globals'
import { parsePolicy } from '@rolecall/policy'
import { grantedServices, servicesOf, trackedActions } from './granted-services.ts'

const policy = (...statements: object[]) => parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }))
const allow = (Action: string | string[]) => ({ Effect: 'Allow', Action, Resource: '*' })

describe('granted services', () => {
  it('are those in which an action is allowed', () => {
    expect(grantedServices([policy(allow(['s3:Get*', 'IAM:GetUser'])), policy(allow('sqs:*'))])).toEqual(['iam', 's3', 'sqs'])
  })

  it('may be named by a pattern, or be all', () => {
    expect(grantedServices([policy(allow('s?s:*'))])).toEqual(['ses', 'sms', 'sns', 'sqs', 'sts'])
    expect(grantedServices([policy(allow('*'))]).length).toBeGreaterThan(400)
  })

  it('are all but those that NotAction leaves out altogether', () => {
    const document = policy({ Effect: 'Allow', NotAction: ['iam:*', 'sts:Get*'], Resource: '*' })
    expect(servicesOf(document).has('iam')).toBe(false)
    expect(servicesOf(document).has('sts')).toBe(true)
  })

  it('do not become fewer by denials', () => {
    expect(grantedServices([policy(allow('s3:*'), { Effect: 'Deny', Action: '*', Resource: '*' })])).toEqual(['s3'])
  })

  it('have tracked actions where single actions are noted', () => {
    const policies = [policy(allow(['iam:GetUser', 'iam:*AccessKey', 's3:*']))]
    expect(trackedActions('iam', policies)).toEqual(['CreateAccessKey', 'DeleteAccessKey', 'GetUser', 'UpdateAccessKey'])
    expect(trackedActions('s3', policies)).toBeUndefined()
  })
})
