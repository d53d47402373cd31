import { expect, it } from '@jest/globals'
import { linkedServices } from './linked-services.ts'

it('knows the roles of services by their principals, each with a name of its own', () => {
  expect(linkedServices.get('autoscaling.amazonaws.com')).toEqual({
    principal: 'autoscaling.amazonaws.com',
    roleName: 'AWSServiceRoleForAutoScaling',
    policyName: 'AutoScalingServiceRolePolicy',
    takesSuffix: true,
  })
  const services = [...linkedServices.values()]
  expect(new Set(services.map(({ roleName }) => roleName)).size).toBe(services.length)
  expect(services.filter(({ roleName, policyName }) => !/^[\w-]{1,64}$/.test(roleName) || !/^[\w-]+$/.test(policyName))).toEqual([])
})
