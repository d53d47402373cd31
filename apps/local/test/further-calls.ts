const imageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
const Tags = [{ Key: 'k', Value: 'v' }]
const tagged = (...types: string[]) => types.map((ResourceType) => ({ ResourceType, Tags }))

const launch = { DryRun: true, MinCount: 1, MaxCount: 1 }
const launched = ['instance', 'volume', 'network-interface']

/** What each of these stands for is made before the calls: an id of a thing that exists. */
const stands = {
  instance: 'i-0123456789abcdef0',
  networkInterface: 'eni-0123456789abcdef1',
  keyPair: 'key-0123456789abcdef0',
  securityGroup: 'sg-0123456789abcdef0',
  snapshot: 'snap-0123456789abcdef0',
  spotRequest: 'sir-00000000',
  subnet: 'subnet-0123456789abcdef0',
  template: 'lt-0123456789abcdef0',
  volume: 'vol-0123456789abcdef0',
  vpc: 'vpc-0123456789abcdef0',
  image: 'ami-0123456789abcdef0',
}

const rootDevice = { DeviceName: '/dev/xvda', Ebs: { SnapshotId: stands.snapshot } }

/** Launches that name or make everything that a launch can. */
const launches = [
  {
    ...launch,
    ImageId: stands.image,
    InstanceType: 't3.micro',
    KeyName: 'x',
    IamInstanceProfile: { Name: 'app' },
    NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: stands.subnet, Groups: [stands.securityGroup], AssociatePublicIpAddress: true }],
    BlockDeviceMappings: [rootDevice],
    InstanceMarketOptions: { MarketType: 'spot' },
    TagSpecifications: tagged(...launched, 'spot-instances-request'),
  },
  { ...launch, ImageId: imageId, InstanceType: 't3.micro', Placement: { GroupName: 'group' } },
  { ...launch, ImageId: imageId, InstanceType: 't3.micro', NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: 'eni-0123456789abcdef0' }] },
  {
    ...launch,
    LaunchTemplate: { LaunchTemplateId: stands.template },
    KeyName: 'x',
    SubnetId: stands.subnet,
    BlockDeviceMappings: [rootDevice],
    Placement: { GroupName: 'group' },
    TagSpecifications: tagged(...launched),
  },
]

const modify = { DryRun: true, InstanceId: stands.instance }

/**
 * Calls besides the example call, by operation, for what one call cannot bring: together they name everything that the
 * operation can be about.
 */
export const furtherCalls: Readonly<Record<string, readonly object[]>> = {
  AssumeRole: [
    {
      RoleArn: 'arn:aws:iam::123456789012:role/open',
      RoleSessionName: 'session',
      ExternalId: 'external',
      SourceIdentity: 'somebody',
      Tags,
      TransitiveTagKeys: ['k'],
    },
  ],
  CreateServiceSpecificCredential: [{ UserName: 'x', ServiceName: 'bedrock.amazonaws.com', CredentialAgeDays: 30 }],
  GetFederationToken: [{ Name: 'federated', Tags }],
  CreateKeyPair: [{ DryRun: true, KeyName: 'y', TagSpecifications: tagged('key-pair') }],
  CreateLaunchTemplate: [
    { DryRun: true, LaunchTemplateName: 'other', LaunchTemplateData: { InstanceType: 't3.micro' }, TagSpecifications: tagged('launch-template') },
  ],
  CreateTags: [{ DryRun: true, Tags, Resources: Object.values(stands).filter((id) => id !== stands.snapshot) }],
  DeleteTags: [{ DryRun: true, Tags, Resources: Object.values(stands).filter((id) => id !== stands.snapshot) }],
  ImportKeyPair: [{ DryRun: true, KeyName: 'y', PublicKeyMaterial: Buffer.from('x'), TagSpecifications: tagged('key-pair') }],
  ModifyInstanceAttribute: [
    { ...modify, Groups: [stands.securityGroup] },
    { ...modify, BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: true } }] },
  ],
  RequestSpotInstances: [
    {
      DryRun: true,
      TagSpecifications: tagged('spot-instances-request'),
      LaunchSpecification: {
        ImageId: stands.image,
        InstanceType: 't3.micro',
        KeyName: 'x',
        IamInstanceProfile: { Name: 'app' },
        SubnetId: stands.subnet,
        SecurityGroupIds: [stands.securityGroup],
        BlockDeviceMappings: [rootDevice],
        Placement: { GroupName: 'group' },
      },
    },
    {
      DryRun: true,
      LaunchSpecification: { ImageId: imageId, InstanceType: 't3.micro', NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: 'eni-0123456789abcdef0' }] },
    },
  ],
  RunInstances: launches,
}
