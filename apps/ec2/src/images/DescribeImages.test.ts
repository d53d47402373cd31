import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeImages')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeImages', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeImages({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeImages') })
  })

  it('finds the newest image of a family by owner and name', async () => {
    const { Images = [] } = await ec2.root.describeImages({
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-kernel-6.1-x86_64'] }],
    })
    expect(Images[0]).toMatchObject({ State: 'available', Architecture: 'x86_64', ImageOwnerAlias: 'amazon', OwnerId: '137112412989', RootDeviceName: '/dev/xvda' })
    expect(Images[0]?.ImageId).toMatch(/^ami-[0-9a-f]{17}$/)
    const dates = Images.map((image) => image.CreationDate ?? '')
    expect(dates).toEqual([...dates].sort().reverse())
  })

  it('has Windows, and other ids in another region', async () => {
    const Filters = [{ Name: 'platform', Values: ['windows'] }]
    const here = await ec2.root.describeImages({ Filters })
    const there = await ec2.as(undefined, 'eu-west-1').describeImages({ Filters })
    expect(here.Images?.length).toBeGreaterThan(5)
    expect(here.Images?.[0]?.Name).toBe(there.Images?.[0]?.Name)
    expect(here.Images?.[0]?.ImageId).not.toBe(there.Images?.[0]?.ImageId)
  })

  it('refuses ids that do not exist or cannot', async () => {
    await expect(ec2.root.describeImages({ ImageIds: ['ami-00000000000000000'] })).rejects.toMatchObject({
      name: 'InvalidAMIID.NotFound',
      message: "The image id '[ami-00000000000000000]' does not exist",
    })
    await expect(ec2.root.describeImages({ ImageIds: ['image'] })).rejects.toMatchObject({
      name: 'InvalidAMIID.Malformed',
      message: 'Invalid id: "image" (expecting "ami-...")',
    })
    await expect(ec2.root.describeImages({ Filters: [{ Name: 'colour', Values: ['blue'] }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: "The filter 'colour' is invalid",
    })
  })

  it('finds images by the public parameters that name or named them', async () => {
    const name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-arm64'
    const { Images = [] } = await ec2.root.describeImages({ Filters: [{ Name: 'public-ssm-parameter-name', Values: [name] }] })
    expect(Images.length).toBeGreaterThan(1)
    expect(Images.map((image) => image.PublicSsmParameterName ?? '')).toEqual([name, ...Images.slice(1).map(() => '')])
    const { Images: windows = [] } = await ec2.root.describeImages({ Filters: [{ Name: 'public-ssm-parameter-name', Values: ['aws/service/ami-windows-latest/*'] }] })
    expect(new Set(windows.map((image) => image.Platform))).toEqual(new Set(['windows']))
  })

  it('shows the tags that an account gives to a public image to that account alone', async () => {
    const { Images = [] } = await ec2.root.describeImages({ Owners: ['amazon'] })
    const ImageId = Images[0]?.ImageId ?? ''
    await ec2.root.createTags({ Resources: [ImageId], Tags: [{ Key: 'use', Value: 'web' }] })
    const Filters = [{ Name: 'tag:use', Values: ['web'] }]
    expect((await ec2.root.describeImages({ Filters })).Images).toMatchObject([{ ImageId, Tags: [{ Key: 'use', Value: 'web' }] }])
    const other = ec2.as({ accessKeyId: '210987654321', secretAccessKey: 'test' })
    expect((await other.describeImages({ Filters })).Images).toEqual([])
    expect((await ec2.root.describeTags({ Filters: [{ Name: 'resource-type', Values: ['image'] }] })).Tags).toMatchObject([{ ResourceId: ImageId, Key: 'use' }])
  })

  it('shows the images of publishers that AWS knows as amazon', async () => {
    for (const owner of ['099720109477', '309956199498', '136693071363', '013907871322']) {
      const { Images = [] } = await ec2.root.describeImages({ Owners: [owner] })
      expect(Images[0]).toMatchObject({ OwnerId: owner, ImageOwnerAlias: 'amazon', ImageLocation: expect.stringMatching(/^amazon\//) })
    }
  })

  it('refuses owners and users that are neither accounts nor aliases', async () => {
    const refused = { name: 'InvalidUserID.Malformed', message: 'Invalid user id: "canonical"' }
    await expect(ec2.root.describeImages({ Owners: ['canonical'] })).rejects.toMatchObject(refused)
    await expect(ec2.root.describeImages({ ExecutableUsers: ['canonical'] })).rejects.toMatchObject(refused)
  })
})
