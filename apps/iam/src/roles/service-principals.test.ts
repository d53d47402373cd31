import { describe, expect, it } from '@jest/globals'
import { isServicePrincipal } from './service-principals.ts'

describe('service principals', () => {
  it.each([
    'ec2.amazonaws.com',
    'ec2.amazonaws.com.cn',
    'ops.apigateway.amazonaws.com',
    'ec2.application-autoscaling.amazonaws.com',
    'logs.eu-central-1.amazonaws.com',
    'ecs-tasks.amazonaws.com',
    'alexa-appkit.amazon.com',
  ])('knows %s', (name) => {
    expect(isServicePrincipal(name)).toBe(true)
  })

  it.each(['ec3.amazonaws.com', 'ec2', 'ec2.example.com', 'amazonaws.com', ''])('does not know "%s"', (name) => {
    expect(isServicePrincipal(name)).toBe(false)
  })
})
