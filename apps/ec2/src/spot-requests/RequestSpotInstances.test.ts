import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RequestSpotInstancesCommandInput } from '@aws-sdk/client-ec2'
import { addProfile, addRole } from '@rolecall/testkit'
import { allow, createEc2World, type Ec2World, images } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('RequestSpotInstances')
  const role = await addRole(ec2, 'app-role')
  await addProfile(ec2, 'app', role.id)
})
afterAll(() => ec2.close())

const LaunchSpecification = { ImageId: images.al2023, InstanceType: 't3.micro' } as const

describe('RequestSpotInstances', () => {
  it('answers open requests, which launched their instances when one looks again', async () => {
    const Tags = [{ Key: 'a', Value: 'b' }]
    const { SpotInstanceRequests = [] } = await ec2.root.requestSpotInstances({
      InstanceCount: 2,
      SpotPrice: '0.03',
      LaunchSpecification: { ...LaunchSpecification, IamInstanceProfile: { Name: 'app' } },
      TagSpecifications: [{ ResourceType: 'spot-instances-request', Tags }],
    })
    expect(SpotInstanceRequests).toHaveLength(2)
    expect(SpotInstanceRequests[0]).toMatchObject({ State: 'open', Type: 'one-time', SpotPrice: '0.030000', Status: { Code: 'pending-evaluation' }, Tags })
    expect(SpotInstanceRequests[0]?.InstanceId).toBeUndefined()
    const week = 7 * 24 * 60 * 60 * 1000
    expect(SpotInstanceRequests[0]?.ValidUntil?.getTime()).toBe((SpotInstanceRequests[0]?.CreateTime?.getTime() ?? 0) + week)
    const SpotInstanceRequestIds = SpotInstanceRequests.map(({ SpotInstanceRequestId = '' }) => SpotInstanceRequestId)
    const { SpotInstanceRequests: later = [] } = await ec2.root.describeSpotInstanceRequests({ SpotInstanceRequestIds })
    expect(later.map(({ State }) => State)).toEqual(['active', 'active'])
    expect(await ec2.describe(later[0]?.InstanceId ?? '')).toMatchObject({
      InstanceLifecycle: 'spot',
      SpotInstanceRequestId: later[0]?.SpotInstanceRequestId,
      IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/app' },
    })
  })

  it('may ask for a persistent request that terminates, and for the same once only', async () => {
    const input = { Type: 'persistent', ClientToken: 'spot', LaunchSpecification } as const
    const first = await ec2.root.requestSpotInstances(input)
    const again = await ec2.root.requestSpotInstances(input)
    expect(again.SpotInstanceRequests?.[0]).toMatchObject({ SpotInstanceRequestId: first.SpotInstanceRequests?.[0]?.SpotInstanceRequestId, State: 'active' })
    await expect(ec2.root.requestSpotInstances({ ...input, InstanceCount: 2 })).rejects.toMatchObject({ name: 'IdempotentParameterMismatch' })
  })

  it.each<[string, string, RequestSpotInstancesCommandInput]>([
    ['MissingParameter', 'The request must contain the parameter LaunchSpecification', {}],
    ['MissingParameter', 'The request must contain the parameter ImageId', { LaunchSpecification: { InstanceType: 't3.micro' } }],
    ['InvalidParameterValue', 'Value ( 0 ) for parameter instanceCount is invalid. Expecting a value greater than or equal to 1.', { InstanceCount: 0, LaunchSpecification }],
    ['InvalidParameterValue', "Invalid value 'much' for SpotPrice.", { SpotPrice: 'much', LaunchSpecification }],
    ['InvalidParameterCombination', "The instance interruption behavior 'stop' cannot be used with a one-time Spot Instance request.", { InstanceInterruptionBehavior: 'stop', LaunchSpecification }],
    ['InvalidParameterValue', "'instance' is not a valid taggable resource type for this operation.", { LaunchSpecification, TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }] }],
    ['InvalidKeyPair.NotFound', "The key pair 'none' does not exist", { LaunchSpecification: { ...LaunchSpecification, KeyName: 'none' } }],
  ])('refuses with %s: %s', async (name, message, input) => {
    await expect(ec2.root.requestSpotInstances(input)).rejects.toMatchObject({ name, message })
  })

  it('needs the request, what the launch uses, its tags and the role in the profile allowed', async () => {
    const input = {
      LaunchSpecification: { ...LaunchSpecification, IamInstanceProfile: { Name: 'app' } },
      TagSpecifications: [{ ResourceType: 'spot-instances-request' as const, Tags: [{ Key: 'a', Value: 'b' }] }],
    }
    const denied = (text: string) => ({ name: 'UnauthorizedOperation', message: expect.stringContaining(text) })
    const own = 'arn:aws:ec2:us-east-1:123456789012'
    const nobody = await ec2.user('nobody')
    await expect(nobody.requestSpotInstances(input)).rejects.toMatchObject(denied('ec2:RequestSpotInstances on resource: '))
    const resources = ['security-group', 'spot-instances-request'].map((type) => `${own}:${type}/*`)
    const things = allow('ec2:RequestSpotInstances', [...resources, 'arn:aws:ec2:us-east-1::image/*'])
    const untagged = await ec2.user('untagged', things)
    await expect(untagged.requestSpotInstances(input)).rejects.toMatchObject(denied(`ec2:CreateTags on resource: ${own}:spot-instances-request/*`))
    const tags = allow('ec2:CreateTags', '*', { StringEquals: { 'ec2:CreateAction': 'RequestSpotInstances' } })
    const unpassed = await ec2.user('unpassed', things, tags)
    await expect(unpassed.requestSpotInstances(input)).rejects.toMatchObject(denied('iam:PassRole on resource: arn:aws:iam::123456789012:role/app-role'))
    const complete = await ec2.user('complete', things, tags, allow('iam:PassRole'))
    await complete.requestSpotInstances(input)
  })
})
