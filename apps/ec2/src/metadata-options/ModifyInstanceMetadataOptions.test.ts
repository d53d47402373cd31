import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
let InstanceId: string

beforeAll(async () => {
  ec2 = await createEc2World('ModifyInstanceMetadataOptions')
  const [id = ''] = await ec2.launch({ TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a b', Value: '' }] }] })
  InstanceId = id
})
afterAll(() => ec2.close())

describe('ModifyInstanceMetadataOptions', () => {
  it('changes what is given and keeps the rest', async () => {
    const { InstanceMetadataOptions } = await ec2.root.modifyInstanceMetadataOptions({ InstanceId, HttpTokens: 'optional', HttpPutResponseHopLimit: 5 })
    const changed = {
      HttpTokens: 'optional',
      HttpPutResponseHopLimit: 5,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    }
    expect(InstanceMetadataOptions).toEqual({ State: 'pending', ...changed })
    expect((await ec2.describe(InstanceId)).MetadataOptions).toEqual({ State: 'applied', ...changed })
    const disabled = await ec2.root.modifyInstanceMetadataOptions({ InstanceId, HttpEndpoint: 'disabled', HttpTokens: 'required' })
    expect(disabled.InstanceMetadataOptions).toMatchObject({ HttpEndpoint: 'disabled', HttpTokens: 'required', HttpPutResponseHopLimit: 5 })
  })

  it('refuses what cannot be', async () => {
    await expect(ec2.root.modifyInstanceMetadataOptions({ InstanceId, HttpPutResponseHopLimit: 65 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Value ( 65 ) for parameter httpPutResponseHopLimit is invalid. Expecting a value smaller than or equal to 64.',
    })
    await expect(ec2.root.modifyInstanceMetadataOptions({ InstanceId, InstanceMetadataTags: 'enabled' })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining("'a b' is not a valid tag key."),
    })
    await expect(ec2.root.modifyInstanceMetadataOptions({ InstanceId: 'i-0123456789abcdef0' })).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
    const [gone = ''] = await ec2.launch()
    await ec2.root.terminateInstances({ InstanceIds: [gone] })
    await expect(ec2.root.modifyInstanceMetadataOptions({ InstanceId: gone, HttpTokens: 'required' })).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
  })
})
