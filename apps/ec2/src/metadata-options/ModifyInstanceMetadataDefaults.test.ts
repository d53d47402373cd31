import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World, images } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('ModifyInstanceMetadataDefaults')
})
afterAll(() => ec2.close())

describe('ModifyInstanceMetadataDefaults', () => {
  it('decides the options of new instances where the request says nothing', async () => {
    expect(await ec2.root.modifyInstanceMetadataDefaults({ HttpTokens: 'required', HttpPutResponseHopLimit: 3 })).toMatchObject({ Return: true })
    const [id = ''] = await ec2.launch({ ImageId: images.al2, MetadataOptions: { HttpPutResponseHopLimit: 7 } })
    expect((await ec2.describe(id)).MetadataOptions).toMatchObject({ HttpTokens: 'required', HttpPutResponseHopLimit: 7 })
    await ec2.root.modifyInstanceMetadataDefaults({ HttpTokens: 'no-preference', HttpPutResponseHopLimit: -1 })
    const [later = ''] = await ec2.launch({ ImageId: images.al2 })
    expect((await ec2.describe(later)).MetadataOptions).toMatchObject({ HttpTokens: 'optional', HttpPutResponseHopLimit: 1 })
  })

  it('can insist on tokens', async () => {
    const [InstanceId = ''] = await ec2.launch()
    await ec2.root.modifyInstanceMetadataDefaults({ HttpTokensEnforced: 'enabled' })
    await expect(ec2.launch({ ImageId: images.al2 })).rejects.toMatchObject({
      name: 'UnsupportedOperation',
      message: expect.stringContaining("You can't launch instances with IMDSv1 because httpTokensEnforced is enabled for this account."),
    })
    await expect(ec2.root.modifyInstanceMetadataOptions({ InstanceId, HttpTokens: 'optional' })).rejects.toMatchObject({ name: 'UnsupportedOperation' })
    await ec2.launch()
    await ec2.root.modifyInstanceMetadataDefaults({ HttpTokensEnforced: 'no-preference' })
    await ec2.launch({ ImageId: images.al2 })
  })

  it('can show tags, whose keys then must be paths', async () => {
    await ec2.root.modifyInstanceMetadataDefaults({ InstanceMetadataTags: 'enabled' })
    const tagged = { TagSpecifications: [{ ResourceType: 'instance' as const, Tags: [{ Key: 'a b', Value: '' }] }] }
    await expect(ec2.launch(tagged)).rejects.toMatchObject({ name: 'InvalidParameterValue', message: expect.stringContaining("'a b' is not a valid tag key.") })
    await ec2.launch({ ...tagged, MetadataOptions: { InstanceMetadataTags: 'disabled' } })
    await ec2.root.modifyInstanceMetadataDefaults({ InstanceMetadataTags: 'no-preference' })
    await ec2.launch(tagged)
  })

  it('refuses a hop limit that cannot be', async () => {
    await expect(ec2.root.modifyInstanceMetadataDefaults({ HttpPutResponseHopLimit: 0 })).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})
