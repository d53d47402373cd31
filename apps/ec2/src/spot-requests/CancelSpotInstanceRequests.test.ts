import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('CancelSpotInstanceRequests')
})
afterAll(() => ec2.close())

const spot = { InstanceMarketOptions: { MarketType: 'spot' } } as const

const launch = async () => {
  const [id = ''] = await ec2.launch(spot)
  return { id, request: (await ec2.describe(id)).SpotInstanceRequestId ?? '' }
}

const describeRequest = async (id: string) => (await ec2.root.describeSpotInstanceRequests({ SpotInstanceRequestIds: [id] })).SpotInstanceRequests?.[0]

describe('CancelSpotInstanceRequests', () => {
  it('lets the instance be', async () => {
    const { id, request } = await launch()
    const { CancelledSpotInstanceRequests } = await ec2.root.cancelSpotInstanceRequests({ SpotInstanceRequestIds: [request] })
    expect(CancelledSpotInstanceRequests).toEqual([{ SpotInstanceRequestId: request, State: 'cancelled' }])
    expect((await ec2.describe(id)).State?.Name).toBe('running')
    expect(await describeRequest(request)).toMatchObject({ State: 'cancelled', Status: { Code: 'request-canceled-and-instance-running' } })
    await ec2.advance(5)
    await ec2.root.terminateInstances({ InstanceIds: [id] })
    expect(await describeRequest(request)).toMatchObject({ State: 'cancelled', Status: { Code: 'instance-terminated-by-user' } })
  })

  it('leaves what is closed as it is', async () => {
    const { id, request } = await launch()
    await ec2.root.terminateInstances({ InstanceIds: [id] })
    const { CancelledSpotInstanceRequests } = await ec2.root.cancelSpotInstanceRequests({ SpotInstanceRequestIds: [request] })
    expect(CancelledSpotInstanceRequests).toEqual([{ SpotInstanceRequestId: request, State: 'closed' }])
    expect(await describeRequest(request)).toMatchObject({ State: 'closed', Status: { Code: 'instance-terminated-by-user' } })
  })

  it('refuses all when one does not exist, and is decided on each', async () => {
    const { request } = await launch()
    await expect(ec2.root.cancelSpotInstanceRequests({ SpotInstanceRequestIds: [request, 'sir-00000000'] })).rejects.toMatchObject({
      name: 'InvalidSpotInstanceRequestID.NotFound',
      message: "The spot instance request ID 'sir-00000000' does not exist",
    })
    expect((await describeRequest(request))?.State).toBe('active')
    const ofTeam = await ec2.user('of-team', allow('ec2:CancelSpotInstanceRequests', '*', { StringEquals: { 'aws:ResourceTag/team': 'a' } }))
    await expect(ofTeam.cancelSpotInstanceRequests({ SpotInstanceRequestIds: [request] })).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(`ec2:CancelSpotInstanceRequests on resource: arn:aws:ec2:us-east-1:123456789012:spot-instances-request/${request}`),
    })
    await ec2.root.createTags({ Resources: [request], Tags: [{ Key: 'team', Value: 'a' }] })
    await ofTeam.cancelSpotInstanceRequests({ SpotInstanceRequestIds: [request] })
  })
})
