import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { DescribeInstancesCommandInput } from '@aws-sdk/client-ec2'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
let web: string[]
let database: string

beforeAll(async () => {
  ec2 = await createEc2World('DescribeInstances')
  web = await ec2.launch({
    MinCount: 6,
    MaxCount: 6,
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web server' }] }],
  })
  const [id = ''] = await ec2.launch({ InstanceType: 'm5.large', TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Tier', Value: 'db' }] }] })
  database = id
})
afterAll(() => ec2.close())

const idsOf = async (input: DescribeInstancesCommandInput): Promise<string[]> => {
  const { Reservations = [] } = await ec2.root.describeInstances(input)
  return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ InstanceId = '' }) => InstanceId))
}

const filter = (Name: string, ...Values: string[]) => idsOf({ Filters: [{ Name, Values }] })

describe('DescribeInstances', () => {
  it('lists every instance under its reservation, in the order of launch', async () => {
    const { Reservations = [] } = await ec2.root.describeInstances({})
    expect(Reservations).toHaveLength(2)
    expect(Reservations[0]?.Instances?.map(({ InstanceId }) => InstanceId)).toEqual(web)
    expect(await idsOf({})).toEqual([...web, database])
  })

  it('answers the same from memory, and what is new once something changed', async () => {
    const before = await ec2.describe(database)
    expect(await ec2.describe(database)).toEqual(before)
    await ec2.root.createTags({ Resources: [database], Tags: [{ Key: 'New', Value: '1' }] })
    expect((await ec2.describe(database)).Tags).toContainEqual({ Key: 'New', Value: '1' })
  })

  it('knows nothing of other regions and accounts', async () => {
    const elsewhere = ec2.as(undefined, 'eu-west-1')
    expect((await elsewhere.describeInstances({})).Reservations).toEqual([])
    const other = ec2.as({ accessKeyId: '210987654321', secretAccessKey: 'test' })
    await expect(other.describeInstances({ InstanceIds: [database] })).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
  })

  it('refuses ids that are malformed or unknown', async () => {
    await expect(idsOf({ InstanceIds: [database, 'i-1'] })).rejects.toMatchObject({ name: 'InvalidInstanceID.Malformed', message: 'Invalid id: "i-1"' })
    const missing = ['i-0123456789abcdef0', 'i-0123456789abcdef1']
    await expect(idsOf({ InstanceIds: missing.slice(0, 1) })).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-0123456789abcdef0' does not exist",
    })
    await expect(idsOf({ InstanceIds: [database, ...missing] })).rejects.toMatchObject({
      message: "The instance IDs 'i-0123456789abcdef0, i-0123456789abcdef1' do not exist",
    })
  })

  it('filters', async () => {
    expect(await filter('instance-type', 'm5.*')).toEqual([database])
    expect(await filter('tag:Name', 'web*')).toEqual(web)
    expect(await filter('tag-key', 'Tier')).toEqual([database])
    expect(await filter('instance-id', database, web[0] ?? '')).toEqual([web[0], database])
    expect(await filter('instance-state-name', 'stopped', 'running')).toHaveLength(7)
    expect(await filter('instance-state-code', '16')).toHaveLength(7)
    const { PrivateIpAddress = '', BlockDeviceMappings } = await ec2.describe(database)
    expect(await filter('private-ip-address', PrivateIpAddress)).toEqual([database])
    expect(await filter('network-interface.addresses.private-ip-address', PrivateIpAddress)).toEqual([database])
    expect(await filter('block-device-mapping.volume-id', BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? '')).toEqual([database])
    await expect(filter('colour', 'red')).rejects.toMatchObject({ name: 'InvalidParameterValue', message: "The filter 'colour' is invalid" })
  })

  it('pages by instance, with and without filters', async () => {
    for (const Filters of [undefined, [{ Name: 'instance-state-name', Values: ['running'] }]]) {
      const first = await ec2.root.describeInstances({ MaxResults: 5, ...(Filters === undefined ? {} : { Filters }) })
      expect(first.Reservations?.[0]?.Instances).toHaveLength(5)
      const rest = { MaxResults: 5, NextToken: first.NextToken, ...(Filters === undefined ? {} : { Filters }) }
      const second = await ec2.root.describeInstances(rest)
      // The reservation that was split shows on both pages.
      expect(second.Reservations?.map(({ Instances }) => Instances?.length)).toEqual([1, 1])
      expect(second.NextToken).toBeUndefined()
    }
  })

  it('refuses pages that cannot be', async () => {
    await expect(idsOf({ MaxResults: 4 })).rejects.toMatchObject({ message: 'Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than 5.' })
    await expect(idsOf({ MaxResults: 5, InstanceIds: [database] })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'The parameter instancesSet cannot be used with the parameter maxResults',
    })
    await expect(idsOf({ NextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidNextToken' })
  })

  it('is refused without a resource or a token', async () => {
    const user = await ec2.user('nobody')
    await expect(user.describeInstances({})).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message:
        'You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/nobody is not authorized to perform: ec2:DescribeInstances because no identity-based policy allows the ec2:DescribeInstances action',
      $metadata: { httpStatusCode: 403 },
    })
  })
})
