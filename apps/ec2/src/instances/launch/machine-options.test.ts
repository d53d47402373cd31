import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { createEc2World, type Ec2World, plainLaunch } from '../../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('machine options')
})
afterAll(() => ec2.close())

describe('a launch', () => {
  it.each<[string, string, Partial<RunInstancesCommandInput>]>([
    ['InstanceCreditSpecification.NotSupported', 'The m5.large instance type does not support T2 Unlimited.', { InstanceType: 'm5.large', CreditSpecification: { CpuCredits: 'standard' } }],
    ['InvalidParameterValue', "Invalid value 'many' for CpuCredits.", { CreditSpecification: { CpuCredits: 'many' } }],
    ['UnsupportedOperation', "The instance type 't3.micro' does not support AWS Nitro Enclaves.", { EnclaveOptions: { Enabled: true } }],
    [
      'InvalidParameterCombination',
      'Hibernation and AWS Nitro Enclaves cannot be enabled on the same instance.',
      { InstanceType: 'm5.xlarge', EnclaveOptions: { Enabled: true }, HibernationOptions: { Configured: true } },
    ],
    ['UnsupportedHibernationConfiguration', "The instance type 'c5a.large' does not support hibernation.", { InstanceType: 'c5a.large', HibernationOptions: { Configured: true } }],
    ['InvalidParameterValue', 'The value 7 for CoreCount is not valid for the instance type t3.micro.', { CpuOptions: { CoreCount: 7, ThreadsPerCore: 1 } }],
    ['InsufficientHostCapacity', "There is no Dedicated Host with room for the instance type 't3.micro'.", { Placement: { Tenancy: 'host' } }],
    ['InvalidParameterCombination', "The parameter affinity can only be used with the tenancy 'host'.", { Placement: { Affinity: 'host' } }],
    ['InvalidParameterCombination', 'The parameter partitionNumber can only be used with a partition placement group.', { Placement: { PartitionNumber: 1 } }],
    ['InvalidParameterCombination', 'The parameter groupName cannot be used with the parameter groupId', { Placement: { GroupName: 'a', GroupId: 'pg-0123456789abcdef0' } }],
    ['InvalidParameterValue', `Value (${'t'.repeat(65)}) for parameter clientToken is invalid. It must have at most 64 characters.`, { ClientToken: 't'.repeat(65) }],
    ['InvalidParameterValue', "Invalid value '' for keyPairNames. It should not be blank", { KeyName: '' }],
    ['InvalidNetworkInterfaceId.Malformed', 'Invalid id: "eni" (expecting "eni-...")', { NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: 'eni' }] }],
    ['InvalidSnapshotID.Malformed', 'Invalid id: "snap" (expecting "snap-...")', { BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap' } }] }],
    ['UnsupportedOperation', 'The parameter ElasticGpuSpecification is not simulated by Rolecall.', { ElasticGpuSpecification: [{ Type: 'eg1.medium' }] }],
  ])('is refused with %s: %s', async (name, message, input) => {
    await expect(ec2.root.runInstances({ ...plainLaunch, ...input })).rejects.toMatchObject({ name, message })
  })

  it('has the credits that it asks for', async () => {
    const [id = ''] = await ec2.launch({ CreditSpecification: { CpuCredits: 'standard' } })
    const { InstanceCreditSpecifications } = await ec2.root.describeInstanceCreditSpecifications({ InstanceIds: [id] })
    expect(InstanceCreditSpecifications).toEqual([{ InstanceId: id, CpuCredits: 'standard' }])
  })
})
