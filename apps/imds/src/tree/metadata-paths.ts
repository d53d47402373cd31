import { identityDocument } from './identity-document.ts'
import { findInterface, networkCardIndex, ofInterface, privateAddresses, publicAddresses, subnetBlock, vpcBlock } from './interface-values.ts'
import { pastMaintenance, rebalanceNotice, scheduledMaintenance, spotInstanceAction, spotTerminationTime } from './notices.ts'
import type { Root } from './roots.ts'
import { interfacesOf, type Section, type Snapshot, visibleTags } from './snapshot.ts'
import {
  blockDevices,
  hostname,
  lines,
  nonEmpty,
  privateHostname,
  publicKey,
  securityGroups,
  serviceDomain,
  userData,
  virtualizationSystem,
  withoutFolder,
} from './values.ts'

/** What a path's `{name}` parts stand for in one request. */
export type Names = Readonly<Record<string, string>>

export interface MetadataPath {
  /** The oldest root that shows it. */
  since: Root
  path: string
  /** Undefined where the instance has no such value: it is neither listed nor found. */
  value: (snapshot: Snapshot, names: Names) => string | Buffer | undefined
  /** Sections of the snapshot that the value reads beside the instance. */
  needs?: Section
  contentType?: string
  /** Every instance has it, so that listings need not read it. */
  isCommon?: boolean
}

/** The names that a `{name}` part has in a snapshot, for listings. */
export const variableNames: Readonly<Record<string, (snapshot: Snapshot, names: Names) => Iterable<string>>> = {
  device: (snapshot) => blockDevices(snapshot).keys(),
  mac: (snapshot) => interfacesOf(snapshot).flatMap((of) => of.MacAddress ?? []),
  publicAddress: (snapshot, names) => {
    const of = findInterface(snapshot, names['mac'])
    return of ? publicAddresses(of).keys() : []
  },
  role: ({ profile }) => (profile?.roleName === undefined ? [] : [profile.roleName]),
  tag: (snapshot) => (visibleTags(snapshot) ?? []).map((tag) => tag.Key),
}

/** Names that a listing shows otherwise: the key's number with its name. */
export const shownNames: Readonly<Record<string, (snapshot: Snapshot) => string>> = {
  'meta-data/public-keys/0': ({ instance }) => `0=${instance.document.KeyName ?? ''}`,
}

/** Compact JSON; `{}` while tags are allowed and there are none. */
const tagSet = (snapshot: Snapshot): string | undefined => {
  const tags = visibleTags(snapshot)
  return tags && JSON.stringify(Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])))
}

const mac = 'meta-data/network/interfaces/macs/{mac}'

/** Every path of the tree, with the root that added it. */
export const metadataPaths: readonly MetadataPath[] = [
  { since: '1.0', path: 'meta-data/ami-id', value: ({ instance }) => instance.document.ImageId },
  { since: '1.0', path: 'meta-data/ami-launch-index', value: ({ instance }) => `${instance.launchIndex}` },
  { since: '1.0', path: 'meta-data/ami-manifest-path', value: () => '(unknown)' },
  { since: '1.0', path: 'meta-data/hostname', value: hostname },
  { since: '1.0', path: 'meta-data/instance-id', value: ({ instance }) => instance.id },
  { since: '1.0', path: 'meta-data/local-ipv4', value: ({ instance }) => instance.privateIp ?? undefined },
  { since: '1.0', path: 'meta-data/public-keys/0/openssh-key', value: publicKey },
  { since: '1.0', path: 'meta-data/reservation-id', value: ({ instance }) => instance.reservationId },
  { since: '1.0', path: 'meta-data/security-groups', value: securityGroups },
  { since: '1.0', path: 'user-data', value: userData, contentType: 'application/octet-stream' },
  { since: '2007-01-19', path: 'meta-data/local-hostname', value: hostname },
  { since: '2007-01-19', path: 'meta-data/public-hostname', value: ({ instance }) => nonEmpty(instance.document.PublicDnsName) },
  { since: '2007-01-19', path: 'meta-data/public-ipv4', value: ({ instance }) => nonEmpty(instance.document.PublicIpAddress) },
  { since: '2007-03-01', path: 'meta-data/product-codes', value: ({ instance }) => lines((instance.document.ProductCodes ?? []).map((code) => code.ProductCodeId)) },
  { since: '2007-08-29', path: 'meta-data/instance-type', value: ({ instance }) => instance.document.InstanceType },
  { since: '2007-10-10', path: 'meta-data/ramdisk-id', value: ({ instance }) => instance.document.RamdiskId },
  { since: '2007-12-15', path: 'meta-data/block-device-mapping/ami', value: ({ instance }) => withoutFolder(instance.document.RootDeviceName ?? '/dev/xvda') },
  { since: '2007-12-15', path: 'meta-data/block-device-mapping/root', value: ({ instance }) => instance.document.RootDeviceName ?? '/dev/xvda' },
  { since: '2007-12-15', path: 'meta-data/block-device-mapping/{device}', value: (snapshot, { device = '' }) => blockDevices(snapshot).get(device) },
  { since: '2007-12-15', path: 'meta-data/profile', value: () => 'default-hvm' },
  { since: '2008-02-01', path: 'meta-data/kernel-id', value: ({ instance }) => instance.document.KernelId },
  { since: '2008-02-01', path: 'meta-data/placement/availability-zone', value: ({ instance }) => instance.document.Placement?.AvailabilityZone },
  { since: '2008-09-01', path: 'meta-data/instance-action', value: () => 'none' },
  { since: '2009-04-04', path: 'dynamic/instance-identity/document', value: ({ instance }) => identityDocument(instance) },
  { since: '2009-04-04', path: 'dynamic/instance-identity/pkcs7', value: ({ signatures }) => signatures?.pkcs7 ?? '', needs: 'signatures', isCommon: true },
  { since: '2009-04-04', path: 'dynamic/instance-identity/rsa2048', value: ({ signatures }) => signatures?.rsa2048 ?? '', needs: 'signatures', isCommon: true },
  { since: '2009-04-04', path: 'dynamic/instance-identity/signature', value: ({ signatures }) => signatures?.signature ?? '', needs: 'signatures', isCommon: true },
  { since: '2011-01-01', path: 'meta-data/mac', value: (snapshot) => interfacesOf(snapshot)[0]?.MacAddress },
  { since: '2011-01-01', path: `${mac}/device-number`, value: ofInterface((of) => `${of.Attachment?.DeviceIndex ?? 0}`) },
  { since: '2011-01-01', path: `${mac}/interface-id`, value: ofInterface((of) => of.NetworkInterfaceId) },
  { since: '2011-01-01', path: `${mac}/ipv4-associations/{publicAddress}`, value: (snapshot, names) => ofInterface((of) => publicAddresses(of).get(names['publicAddress'] ?? ''))(snapshot, names) },
  { since: '2011-01-01', path: `${mac}/ipv4-prefix`, value: ofInterface((of) => lines((of.Ipv4Prefixes ?? []).map((prefix) => prefix.Ipv4Prefix))) },
  { since: '2011-01-01', path: `${mac}/ipv6-prefix`, value: ofInterface((of) => lines((of.Ipv6Prefixes ?? []).map((prefix) => prefix.Ipv6Prefix))) },
  { since: '2011-01-01', path: `${mac}/local-hostname`, value: ofInterface((of, { instance }) => privateHostname(instance.region, of.PrivateDnsName, of.PrivateIpAddress)) },
  { since: '2011-01-01', path: `${mac}/local-ipv4s`, value: ofInterface(privateAddresses) },
  { since: '2011-01-01', path: `${mac}/mac`, value: ofInterface((of) => of.MacAddress) },
  { since: '2011-01-01', path: `${mac}/owner-id`, value: ofInterface((of, { instance }) => of.OwnerId ?? instance.account) },
  { since: '2011-01-01', path: `${mac}/public-hostname`, value: ofInterface((of) => nonEmpty(of.Association?.PublicDnsName)) },
  { since: '2011-01-01', path: `${mac}/public-ipv4s`, value: ofInterface((of) => lines([...publicAddresses(of).keys()])) },
  { since: '2011-01-01', path: `${mac}/security-group-ids`, value: ofInterface((of) => lines((of.Groups ?? []).map((group) => group.GroupId))) },
  { since: '2011-01-01', path: `${mac}/security-groups`, value: ofInterface((of) => lines((of.Groups ?? []).map((group) => group.GroupName))) },
  { since: '2011-01-01', path: `${mac}/subnet-id`, value: ofInterface((of) => of.SubnetId) },
  { since: '2011-01-01', path: `${mac}/subnet-ipv4-cidr-block`, value: ofInterface(subnetBlock) },
  { since: '2011-01-01', path: `${mac}/vpc-id`, value: ofInterface((of) => of.VpcId) },
  { since: '2011-01-01', path: `${mac}/vpc-ipv4-cidr-block`, value: ofInterface(vpcBlock) },
  { since: '2011-05-01', path: 'meta-data/metrics/vhostmd', value: () => '<?xml version="1.0" encoding="UTF-8"?>' },
  { since: '2012-01-12', path: 'meta-data/iam/info', value: ({ profile }) => profile?.info, needs: 'profile' },
  { since: '2012-01-12', path: 'meta-data/iam/security-credentials/{role}', value: ({ profile }, { role }) => (profile?.roleName === role ? profile?.credentials : undefined), needs: 'profile' },
  { since: '2014-02-25', path: 'meta-data/services/domain', value: ({ instance }) => serviceDomain(instance) },
  { since: '2014-11-05', path: 'meta-data/spot/termination-time', value: spotTerminationTime },
  { since: '2015-10-20', path: 'meta-data/services/partition', value: ({ instance }) => instance.partition },
  { since: '2016-06-30', path: `${mac}/ipv6s`, value: ofInterface((of) => lines((of.Ipv6Addresses ?? []).map((address) => address.Ipv6Address))) },
  { since: '2016-06-30', path: `${mac}/vpc-ipv4-cidr-blocks`, value: ofInterface(vpcBlock) },
  { since: '2018-03-28', path: 'meta-data/identity-credentials/ec2/info', value: ({ identity }) => identity?.info ?? '', needs: 'identity', isCommon: true },
  { since: '2018-03-28', path: 'meta-data/identity-credentials/ec2/security-credentials/ec2-instance', value: ({ identity }) => identity?.credentials ?? '', needs: 'identity', isCommon: true },
  { since: '2018-03-28', path: 'meta-data/spot/instance-action', value: spotInstanceAction },
  { since: '2018-08-17', path: 'meta-data/events/maintenance/history', value: pastMaintenance },
  { since: '2018-08-17', path: 'meta-data/events/maintenance/scheduled', value: scheduledMaintenance },
  { since: '2018-09-24', path: 'meta-data/hibernation/configured', value: ({ instance }) => (instance.document.HibernationOptions?.Configured === true ? 'true' : undefined) },
  { since: '2019-10-01', path: 'meta-data/instance-life-cycle', value: ({ instance }) => instance.document.InstanceLifecycle ?? 'on-demand' },
  { since: '2019-10-01', path: 'meta-data/placement/availability-zone-id', value: ({ instance }) => instance.document.Placement?.AvailabilityZoneId },
  { since: '2019-10-01', path: 'meta-data/placement/region', value: ({ instance }) => instance.region },
  { since: '2020-10-27', path: 'meta-data/events/recommendations/rebalance', value: rebalanceNotice },
  { since: '2020-10-27', path: 'meta-data/placement/group-name', value: ({ instance }) => nonEmpty(instance.document.Placement?.GroupName) },
  { since: '2020-10-27', path: 'meta-data/placement/host-id', value: ({ instance }) => nonEmpty(instance.document.Placement?.HostId) },
  { since: '2020-10-27', path: 'meta-data/placement/partition-number', value: ({ instance }) => instance.document.Placement?.PartitionNumber?.toString() },
  { since: '2021-01-03', path: 'meta-data/ipv6', value: (snapshot) => nonEmpty(snapshot.instance.document.Ipv6Address) ?? interfacesOf(snapshot)[0]?.Ipv6Addresses?.[0]?.Ipv6Address },
  { since: '2021-01-03', path: `${mac}/network-card-index`, value: ofInterface(networkCardIndex) },
  { since: '2021-03-23', path: 'meta-data/tags/instance/{tag}', value: (snapshot, { tag }) => visibleTags(snapshot)?.find(({ Key }) => Key === tag)?.Value },
  { since: '2021-07-15', path: 'meta-data/autoscaling/target-lifecycle-state', value: ({ instance }) => instance.notices.targetLifecycleState },
  { since: '2022-09-24', path: 'meta-data/system', value: ({ instance }) => virtualizationSystem(instance) },
  { since: '2025-10-04', path: 'meta-data/tag-sets/instance', value: tagSet },
]
