import * as ec2 from '@aws-sdk/client-ec2'
import * as iam from '@aws-sdk/client-iam'
import * as sts from '@aws-sdk/client-sts'

const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })

const allowing = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })
const trusting = document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })

/** Members that any operation may need; each takes those that its input has. Nothing that is named here exists. */
const iamInput = {
  AccountAlias: 'example-account',
  AWSServiceName: 'autoscaling.amazonaws.com',
  DeletionTaskId: 'task/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling/00000000-0000-4000-8000-000000000000',
  ActionNames: ['iam:GetUser'],
  Arn: 'arn:aws:iam::123456789012:user/x',
  AssumeRolePolicyDocument: trusting,
  AuthenticationCode1: '123456',
  AuthenticationCode2: '654321',
  CertificateBody: 'x',
  CertificateId: 'CERTIFICATEOFNOBODYINEXAMPLES',
  ClientID: 'x',
  Description: 'd',
  Encoding: 'SSH',
  GlobalEndpointTokenVersion: 'v2Token',
  GroupName: 'x',
  InstanceProfileName: 'x',
  OpenIDConnectProviderArn: 'arn:aws:iam::123456789012:oidc-provider/issuer.example',
  Password: 'x',
  PermissionsBoundary: 'arn:aws:iam::123456789012:policy/x',
  PolicyArn: 'arn:aws:iam::123456789012:policy/x',
  PolicyDocument: allowing,
  PolicyInputList: [allowing],
  PolicyName: 'x',
  PolicySourceArn: 'arn:aws:iam::123456789012:user/x',
  Name: 'x',
  JobId: '00000000-0000-4000-8000-000000000000',
  NewPassword: 'x',
  OldPassword: 'x',
  PrivateKey: 'x',
  RoleName: 'x',
  SAMLMetadataDocument: `<a>${' '.repeat(1000)}</a>`,
  SAMLProviderArn: 'arn:aws:iam::123456789012:saml-provider/x',
  SerialNumber: 'arn:aws:iam::123456789012:mfa/x',
  SSHPublicKeyBody: 'x',
  SSHPublicKeyId: 'APKAEXAMPLEOFNOBODYXX',
  ServerCertificateName: 'x',
  ServiceName: 'codecommit.amazonaws.com',
  ServiceNamespace: 's3',
  ServiceNamespaces: ['s3'],
  ServiceSpecificCredentialId: 'ACCAEXAMPLEOFNOBODYXX',
  Status: 'Active',
  TagKeys: ['k'],
  Tags: [{ Key: 'k', Value: 'v' }],
  ThumbprintList: ['a'.repeat(40)],
  Url: 'https://issuer.example',
  UserName: 'x',
  VersionId: 'v1',
  VirtualMFADeviceName: 'x',
}

const instanceId = 'i-0123456789abcdef0'
const imageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'

// A dry run is decided like the call itself and changes nothing.
const ec2Input = {
  DryRun: true,
  AssociationId: 'iip-assoc-0123456789abcdef0',
  Attribute: 'instanceType',
  IamInstanceProfile: { Name: 'x' },
  ImageId: imageId,
  InstanceId: instanceId,
  InstanceType: 't3.micro',
  DefaultVersion: '1',
  KeyName: 'x',
  LaunchTemplateData: { InstanceType: 't3.micro' },
  LaunchSpecification: { ImageId: imageId, InstanceType: 't3.micro' },
  LaunchTemplateName: 'template',
  SpotInstanceRequestIds: ['sir-00000000'],
  MaxCount: 1,
  MinCount: 1,
  PublicKeyMaterial: Buffer.from('x'),
  Resources: [instanceId],
  Tags: [{ Key: 'k', Value: 'v' }],
  Versions: ['1'],
  VpcId: 'vpc-0123456789abcdef0',
}

/** Where the members that suit most would be refused before anything is decided, or decide too little. */
const ownInput: Record<string, object> = {
  AssumeRoot: { TargetPrincipal: '111122223333', TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' } },
  GetWebIdentityToken: { Audience: ['https://api.example'], SigningAlgorithm: 'RS256', Tags: [{ Key: 'k', Value: 'v' }] },
  DescribeInstanceAttribute: { DryRun: true, InstanceId: instanceId, Attribute: 'userData' },
  DescribeVpcAttribute: { DryRun: true, VpcId: 'vpc-0123456789abcdef0', Attribute: 'enableDnsSupport' },
  ResetInstanceAttribute: { DryRun: true, InstanceId: instanceId, Attribute: 'sourceDestCheck' },
  ModifyInstanceAttribute: { DryRun: true, InstanceId: instanceId, InstanceType: { Value: 't3.small' } },
  ModifyInstanceMetadataDefaults: { DryRun: true, HttpTokens: 'required' },
  ModifyInstanceMetadataOptions: { DryRun: true, InstanceId: instanceId, HttpTokens: 'required' },
  RunInstances: {
    DryRun: true,
    ImageId: imageId,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    IamInstanceProfile: { Name: 'app' },
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'k', Value: 'v' }] }],
  },
}

const plural = new Set(['RebootInstances', 'StartInstances', 'StopInstances', 'TerminateInstances', 'MonitorInstances', 'UnmonitorInstances'])

const stsInput = {
  Name: 'federated',
  PrincipalArn: 'arn:aws:iam::123456789012:saml-provider/x',
  SAMLAssertion: Buffer.from('<a/>').toString('base64'),
  EncodedMessage: 'AAAAAQ',
  // A token that nobody signed, of an issuer that nobody knows.
  WebIdentityToken: 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIn0.c2lnbmF0dXJl',
  RoleArn: 'arn:aws:iam::123456789012:role/open',
  RoleSessionName: 'session',
}

export type ExampleService = 'iam' | 'sts' | 'ec2'

const libraries: Record<ExampleService, object> = { iam, sts, ec2 }
const inputs: Record<ExampleService, object> = { iam: iamInput, sts: stsInput, ec2: ec2Input }

export interface Example {
  service: ExampleService
  name: string
  /** For operations on an access key. */
  accessKeyId: string
  /** Ids to name in place of those that nothing has. */
  stand?: ReadonlyMap<string, string> | undefined
  /** In place of the operation's own example. */
  input?: object | undefined
}

const inputOf = ({ service, name, accessKeyId }: Example): object => {
  if (plural.has(name)) return { DryRun: true, InstanceIds: [instanceId] }
  return ownInput[name] ?? { ...inputs[service], AccessKeyId: accessKeyId }
}

const renamed = (value: unknown, stand: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string') return stand.get(value) ?? value
  if (Array.isArray(value)) return value.map((item) => renamed(item, stand))
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renamed(item, stand)]))
}

/** A command that says enough for the operation to be decided. */
export const exampleCommand = (example: Example): object => {
  const { service, name } = example
  const Command = new Map<string, unknown>(Object.entries(libraries[service])).get(`${name}Command`) as new (input: object) => object
  return new Command(renamed(example.input ?? inputOf(example), example.stand ?? new Map()) as object)
}
