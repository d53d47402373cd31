import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { testAccount } from '@rolecall/testkit'
import { allow, createEc2World, type Ec2World, images, plainLaunch } from '../../test/ec2-world.ts'

let ec2: Ec2World
const key = { partition: 'aws', account: testAccount }
const name = 'AWSServiceRoleForEC2Spot'
const roleArn = `arn:aws:iam::${testAccount}:role/aws-service-role/spot.amazonaws.com/${name}`
const spot = { ...plainLaunch, InstanceMarketOptions: { MarketType: 'spot' as const } }
const refused = {
  name: 'AuthFailure.ServiceLinkedRoleCreationNotPermitted',
  message: 'The provided credentials do not have permission to create the service-linked role for EC2 Spot Instances.',
  $metadata: expect.objectContaining({ httpStatusCode: 403 }),
}

beforeAll(async () => {
  ec2 = await createEc2World('spot role')
})
afterAll(() => ec2.close())

describe('the role of spot instances', () => {
  it('is made by the first spot request of an account, whose caller must be allowed to', async () => {
    const everything = allow('ec2:*')
    const without = await ec2.user('without', everything, allow('iam:CreateServiceLinkedRole', roleArn, { StringEquals: { 'iam:AWSServiceName': 'autoscaling.amazonaws.com' } }))
    await expect(without.runInstances(spot)).rejects.toMatchObject(refused)
    const LaunchSpecification = { ImageId: images.al2023, InstanceType: 't3.micro' as const }
    await expect(without.requestSpotInstances({ LaunchSpecification })).rejects.toMatchObject(refused)
    await without.runInstances(plainLaunch)
    expect(await ec2.store.roles.find(key, name)).toBeUndefined()
    const creator = await ec2.user('creator', everything, allow('iam:CreateServiceLinkedRole', roleArn, { StringEquals: { 'iam:AWSServiceName': 'spot.amazonaws.com' } }))
    await expect(creator.runInstances({ ...spot, DryRun: true })).rejects.toMatchObject({ name: 'DryRunOperation' })
    expect(await ec2.store.roles.find(key, name)).toBeUndefined()
    await creator.runInstances(spot)
    const role = await ec2.store.roles.find(key, name)
    expect(role).toMatchObject({ path: '/aws-service-role/spot.amazonaws.com/', trustPolicy: expect.stringContaining('spot.amazonaws.com') })
    // Who comes later needs nothing of IAM.
    await without.runInstances(spot)
    await without.requestSpotInstances({ LaunchSpecification })
    expect((await ec2.store.roles.find(key, name))?.id).toBe(role?.id)
  })
})
