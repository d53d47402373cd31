import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { EC2 } from '@aws-sdk/client-ec2'
import type { AccessCheck } from '@rolecall/pipeline'
import { rootCredentials, samlMetadata, serverCertificate, serverKey } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'
import { furtherCalls } from '../test/further-calls.ts'
import { deviations } from '../test/service-authorization.ts'

const allowing = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
const trusting = allowing({ Effect: 'Allow', Principal: { AWS: '123456789012', Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })
const Tags = [{ Key: 'team', Value: 'a' }]

/** Forms of the sentences about deviations, each with its reason. */
const accepted = JSON.parse(
  readFileSync(fileURLToPath(new URL('../test/authorization-deviations.json', import.meta.url)), 'utf8'),
) as Record<string, string>
const reasons = Object.keys(accepted).map((form) => new RegExp(form))

let cloud: Cloud
let stand: ReadonlyMap<string, string>

/** What the example calls name, so that checks carry the keys of things that exist. */
const makeNamed = async ({ root }: Cloud): Promise<void> => {
  await root.createPolicy({ PolicyName: 'x', PolicyDocument: allowing({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }), Tags })
  const PermissionsBoundary = 'arn:aws:iam::123456789012:policy/x'
  await root.createUser({ UserName: 'x', Tags, PermissionsBoundary })
  await root.createSAMLProvider({ Name: 'x', SAMLMetadataDocument: samlMetadata('https://idp.example'), Tags })
  await root.createVirtualMFADevice({ VirtualMFADeviceName: 'x', Tags })
  await root.createGroup({ GroupName: 'x' })
  await root.uploadServerCertificate({ ServerCertificateName: 'x', CertificateBody: serverCertificate, PrivateKey: serverKey, Tags })
  for (const RoleName of ['x', 'app', 'open']) await root.createRole({ RoleName, AssumeRolePolicyDocument: trusting, Tags, PermissionsBoundary })
  for (const InstanceProfileName of ['x', 'app']) await root.createInstanceProfile({ InstanceProfileName, Tags })
  await root.createOpenIDConnectProvider({ Url: 'https://issuer.example', ThumbprintList: ['a'.repeat(40)], Tags })
  await root.addRoleToInstanceProfile({ InstanceProfileName: 'app', RoleName: 'app' })
}

const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
const tagged = (ResourceType: 'instance' | 'key-pair' | 'launch-template' | 'spot-instances-request' | 'volume') => ({ ResourceType, Tags })

/** An instance and what is made or chosen with it, by the ids that the example calls use in their place. */
const makeInstance = async (ec2: EC2): Promise<[string, string | undefined][]> => {
  const launch = { ImageId, InstanceType: 't3.micro' as const, MinCount: 1, MaxCount: 1, IamInstanceProfile: { Name: 'app' } }
  const { Instances = [] } = await ec2.runInstances({ ...launch, TagSpecifications: [tagged('instance'), tagged('volume')] })
  const [{ InstanceId, VpcId, SubnetId, ImageId: image = '', SecurityGroups = [], NetworkInterfaces = [] } = {}] = Instances
  const { Images = [] } = await ec2.describeImages({ ImageIds: [image] })
  const { Volumes: volumes = [] } = await ec2.describeVolumes({})
  const { IamInstanceProfileAssociations: associations = [] } = await ec2.describeIamInstanceProfileAssociations({})
  const group = SecurityGroups[0]?.GroupId
  const networkInterface = NetworkInterfaces[0]?.NetworkInterfaceId
  await ec2.createTags({ Resources: [VpcId, SubnetId, image, group, networkInterface].flatMap((id) => id ?? []), Tags })
  return [
    ['i-0123456789abcdef0', InstanceId],
    ['vpc-0123456789abcdef0', VpcId],
    ['subnet-0123456789abcdef0', SubnetId],
    ['ami-0123456789abcdef0', image],
    ['snap-0123456789abcdef0', Images[0]?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId],
    ['sg-0123456789abcdef0', group],
    ['eni-0123456789abcdef1', networkInterface],
    ['vol-0123456789abcdef0', volumes[0]?.VolumeId],
    ['iip-assoc-0123456789abcdef0', associations[0]?.AssociationId],
  ]
}

/** The ids that were given to things, by those that the example calls use in their place. */
const makeResources = async ({ ec2: clientOf, root }: Cloud): Promise<Map<string, string>> => {
  const ec2 = clientOf(rootCredentials)
  const key = await ec2.createKeyPair({ KeyName: 'x', TagSpecifications: [tagged('key-pair')] })
  const ofInstance = await makeInstance(ec2)
  const InstanceMarketOptions = { MarketType: 'spot' as const }
  const spot = { ImageId, InstanceType: 't3.micro' as const, MinCount: 1, MaxCount: 1, InstanceMarketOptions }
  const { Instances: ofSpot = [] } = await ec2.runInstances({ ...spot, TagSpecifications: [tagged('spot-instances-request')] })
  const LaunchTemplateData = { ImageId, InstanceType: 't3.micro' as const, IamInstanceProfile: { Name: 'app' } }
  const { LaunchTemplate } = await ec2.createLaunchTemplate({ LaunchTemplateName: 'template', LaunchTemplateData, TagSpecifications: [tagged('launch-template')] })
  const { ServiceSpecificCredential } = await root.createServiceSpecificCredential({ UserName: 'x', ServiceName: 'codecommit.amazonaws.com' })
  const made: [string, string | undefined][] = [
    ['ACCAEXAMPLEOFNOBODYXX', ServiceSpecificCredential?.ServiceSpecificCredentialId],
    ...ofInstance,
    ['key-0123456789abcdef0', key.KeyPairId],
    ['sir-00000000', ofSpot[0]?.SpotInstanceRequestId],
    ['lt-0123456789abcdef0', LaunchTemplate?.LaunchTemplateId],
  ]
  return new Map(made.map(([name, id]) => [name, id ?? '']))
}

beforeAll(async () => {
  cloud = await createCloud('service authorization')
  await makeNamed(cloud)
  stand = await makeResources(cloud)
})
afterAll(() => cloud.close())

it('declares the actions, resources and condition keys of the service authorization reference', async () => {
  const stranger = await cloud.user('stranger')
  await cloud.root.tagUser({ UserName: 'stranger', Tags })
  const found = new Set<string>()
  for (const [service, name] of cloud.operations) {
    const checks: AccessCheck[] = []
    for (const input of [undefined, ...(furtherCalls[name] ?? [])]) {
      const answer = await cloud.call(service, name, { ...stranger, stand, input })
      // What a further call asks for counts only if it comes as far as being asked.
      if (input !== undefined) expect(['AccessDenied', 'UnauthorizedOperation']).toContain(answer.code)
      checks.push(...cloud.declared())
    }
    for (const line of deviations(`${service}:${name}`, checks)) found.add(line)
  }
  const isExplained = (line: string) => reasons.some((form) => form.test(line))
  expect([...found].filter((line) => !isExplained(line)).sort()).toEqual([])
  // A reason for what no longer deviates goes.
  expect(reasons.filter((form) => ![...found].some((line) => form.test(line)))).toEqual([])
}, 120_000)
