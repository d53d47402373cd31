import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { rootCredentials, samlMetadata, serverCertificate, serverKey } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'
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
  await root.addRoleToInstanceProfile({ InstanceProfileName: 'app', RoleName: 'app' })
}

/** The ids of things that EC2 made, by those that the example calls use in their place. */
const makeInstance = async ({ ec2: clientOf }: Cloud): Promise<Map<string, string>> => {
  const ec2 = clientOf(rootCredentials)
  const tagged = (ResourceType: 'instance' | 'key-pair' | 'spot-instances-request') => [{ ResourceType, Tags }]
  await ec2.createKeyPair({ KeyName: 'x', TagSpecifications: tagged('key-pair') })
  const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
  const launch = { ImageId, InstanceType: 't3.micro' as const, MinCount: 1, MaxCount: 1, IamInstanceProfile: { Name: 'app' } }
  const { Instances = [] } = await ec2.runInstances({ ...launch, TagSpecifications: tagged('instance') })
  const [{ InstanceId = '', VpcId = '' } = {}] = Instances
  const spot = { ImageId, InstanceType: 't3.micro' as const, MinCount: 1, MaxCount: 1, InstanceMarketOptions: { MarketType: 'spot' as const } }
  const { Instances: ofSpot = [] } = await ec2.runInstances({ ...spot, TagSpecifications: tagged('spot-instances-request') })
  await ec2.createLaunchTemplate({ LaunchTemplateName: 'template', LaunchTemplateData: { InstanceType: 't3.micro' }, TagSpecifications: [{ ResourceType: 'launch-template', Tags }] })
  const { IamInstanceProfileAssociations: associations = [] } = await ec2.describeIamInstanceProfileAssociations({})
  await ec2.createTags({ Resources: [VpcId], Tags })
  return new Map([
    ['i-0123456789abcdef0', InstanceId],
    ['sir-00000000', ofSpot[0]?.SpotInstanceRequestId ?? ''],
    ['vpc-0123456789abcdef0', VpcId],
    ['iip-assoc-0123456789abcdef0', associations[0]?.AssociationId ?? ''],
  ])
}

beforeAll(async () => {
  cloud = await createCloud('service authorization')
  await makeNamed(cloud)
  stand = await makeInstance(cloud)
})
afterAll(() => cloud.close())

it('declares the actions, resources and condition keys of the service authorization reference', async () => {
  const stranger = await cloud.user('stranger')
  const found = new Set<string>()
  for (const [service, name] of cloud.operations) {
    await cloud.call(service, name, { ...stranger, stand })
    for (const check of cloud.declared()) for (const line of deviations(check.action ?? `${service}:${name}`, check)) found.add(line)
  }
  const isExplained = (line: string) => reasons.some((form) => form.test(line))
  expect([...found].filter((line) => !isExplained(line)).sort()).toEqual([])
  // A reason for what no longer deviates goes.
  expect(reasons.filter((form) => ![...found].some((line) => form.test(line)))).toEqual([])
}, 120_000)
