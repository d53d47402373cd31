import type { IdentitySignatures } from '@rolecall/credentials'
import type { MetadataInstance, Tag } from '@rolecall/store'

/** What the tree reads of the SDK's Instance. */
export interface InstanceDocument {
  AmiLaunchIndex?: number
  Architecture?: string
  BlockDeviceMappings?: BlockDevice[]
  HibernationOptions?: { Configured?: boolean }
  ImageId?: string
  InstanceLifecycle?: string
  InstanceType?: string
  Ipv6Address?: string
  KernelId?: string
  KeyName?: string
  NetworkInterfaces?: InterfaceDocument[]
  Placement?: {
    AvailabilityZone?: string
    AvailabilityZoneId?: string
    GroupName?: string
    HostId?: string
    PartitionNumber?: number
  }
  PrivateDnsName?: string
  PrivateIpAddress?: string
  ProductCodes?: ProductCode[]
  PublicDnsName?: string
  PublicIpAddress?: string
  RamdiskId?: string
  RootDeviceName?: string
  SecurityGroups?: GroupDocument[]
}

export interface BlockDevice {
  DeviceName?: string
  /** Times are ISO 8601. */
  Ebs?: { AttachTime?: string }
}

export interface ProductCode {
  ProductCodeId?: string
  ProductCodeType?: string
}

export interface GroupDocument {
  GroupId?: string
  GroupName?: string
}

export interface InterfaceDocument {
  Association?: AssociationDocument
  Attachment?: { DeviceIndex?: number; NetworkCardIndex?: number }
  Groups?: GroupDocument[]
  Ipv4Prefixes?: { Ipv4Prefix?: string }[]
  Ipv6Addresses?: { Ipv6Address?: string }[]
  Ipv6Prefixes?: { Ipv6Prefix?: string }[]
  MacAddress?: string
  NetworkInterfaceId?: string
  OwnerId?: string
  PrivateDnsName?: string
  PrivateIpAddress?: string
  PrivateIpAddresses?: { PrivateIpAddress?: string; Association?: AssociationDocument }[]
  SubnetId?: string
  VpcId?: string
}

export interface AssociationDocument {
  PublicDnsName?: string
  PublicIp?: string
}

/** The SDK's InstanceMetadataOptionsResponse. */
export interface MetadataOptions {
  HttpEndpoint?: string
  HttpPutResponseHopLimit?: number
  HttpTokens?: string
  InstanceMetadataTags?: string
}

export type Instance = MetadataInstance<InstanceDocument, MetadataOptions>

/** The two documents under `iam/` and the role between them. */
export interface ProfileDocuments {
  info: string
  /** Undefined when the profile has no role. */
  roleName: string | undefined
  credentials: string | undefined
  changedAt: Date
}

/** The two documents under `identity-credentials/ec2/`. */
export interface IdentityDocuments {
  info: string
  credentials: string
  changedAt: Date
}

/** Parts of a snapshot that are read only for the paths that need them. */
export type Section = 'identity' | 'profile' | 'signatures'

/** An instance at one moment, as all paths of one request see it. */
export interface Snapshot {
  instance: Instance
  profile: ProfileDocuments | undefined
  identity: IdentityDocuments | undefined
  /** Of the identity document. */
  signatures: IdentitySignatures | undefined
}

/** Device 0 first. */
export const interfacesOf = ({ instance }: Snapshot): InterfaceDocument[] =>
  (instance.document.NetworkInterfaces ?? []).toSorted((one, other) => (one.Attachment?.DeviceIndex ?? 0) - (other.Attachment?.DeviceIndex ?? 0))

/** Tags that the instance sees of itself: none unless its options allow it. */
export const visibleTags = ({ instance }: Snapshot): Tag[] | undefined =>
  instance.metadataOptions.InstanceMetadataTags === 'enabled' ? instance.tags : undefined
