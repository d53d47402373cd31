import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('GetInstanceMetadataDefaults')
})
afterAll(() => ec2.close())

describe('GetInstanceMetadataDefaults', () => {
  it('shows what is preferred, in its own region', async () => {
    const shown = async (region?: string) => (await ec2.as(undefined, region).getInstanceMetadataDefaults({})).AccountLevel
    expect(await shown()).toEqual({ ManagedBy: 'account' })
    await ec2.root.modifyInstanceMetadataDefaults({ HttpTokens: 'required', InstanceMetadataTags: 'enabled' })
    expect(await shown()).toEqual({ HttpTokens: 'required', InstanceMetadataTags: 'enabled', ManagedBy: 'account' })
    expect(await shown('eu-west-1')).toEqual({ ManagedBy: 'account' })
  })
})
