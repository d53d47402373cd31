import type { BlockDevice, Instance, Snapshot } from './snapshot.ts'
import { interfacesOf } from './snapshot.ts'

/** Several values in one leaf; undefined when there are none, which makes the leaf absent. */
export const lines = (values: (string | undefined)[]): string | undefined => {
  const present = values.filter((value) => value !== undefined && value !== '')
  return present.length === 0 ? undefined : present.join('\n')
}

/** EC2 shows a missing name as an empty one; the metadata does not show it at all. */
export const nonEmpty = (value: string | undefined): string | undefined => (value === '' ? undefined : value)

const privateDomain = (region: string): string => (region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`)

/** The private DNS name, made from the address where EC2 shows none. */
export const privateHostname = (region: string, shown: string | undefined, address: string | null | undefined): string | undefined => {
  if (shown !== undefined && shown !== '') return shown
  if (address === undefined || address === null) return undefined
  return `ip-${address.replaceAll('.', '-')}.${privateDomain(region)}`
}

export const hostname = ({ instance }: Snapshot): string | undefined =>
  privateHostname(instance.region, instance.document.PrivateDnsName, instance.privateIp)

const serviceDomains: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
}

export const serviceDomain = ({ partition }: Instance): string => serviceDomains[partition] ?? 'amazonaws.com'

// The families that AWS launched before its Nitro system.
const xenFamilies = new Set(
  'c1 c3 c4 cc2 cr1 d2 f1 g2 g3 g3s h1 hs1 i2 i3 m1 m2 m3 m4 p2 p3 r3 r4 t1 t2 x1 x1e'.split(' '),
)

export const virtualizationSystem = ({ document }: Instance): string =>
  xenFamilies.has((document.InstanceType ?? '').split('.', 1)[0] ?? '') ? 'xen' : 'nitro'

/** With the name of the key pair in place of any comment; the one value that ends with a line feed. */
export const publicKey = ({ instance }: Snapshot): string | undefined =>
  instance.publicKey === null ? undefined : `${instance.publicKey} ${instance.document.KeyName ?? ''}\n`

// Volumes of the launch are attached within this time.
const launchSeconds = 2

/**
 * The block devices beside the root: `ebs1` and so on in mapping order, and the instance store volumes. They are those of the
 * last start: what was attached since is not shown before the next one.
 */
export const blockDevices = ({ instance }: Snapshot): ReadonlyMap<string, string> => {
  const { BlockDeviceMappings = [], RootDeviceName } = instance.document
  const wereThere = ({ Ebs }: BlockDevice): boolean =>
    Ebs?.AttachTime === undefined || Date.parse(Ebs.AttachTime) <= instance.launchedAt.getTime() + launchSeconds * 1000
  const others = BlockDeviceMappings.filter((mapping) => mapping.DeviceName !== RootDeviceName && wereThere(mapping))
  const volumes = others.map((mapping, index) => [`ebs${index + 1}`, withoutFolder(mapping.DeviceName ?? '')] as const)
  return new Map([...volumes, ...Object.entries(instance.instanceStore ?? {})])
}

/** `xvda` for `/dev/xvda`. */
export const withoutFolder = (device: string): string => device.replace(/^\/dev\//, '')

/** Names of the groups of device 0, current. */
export const securityGroups = (snapshot: Snapshot): string | undefined => {
  const groups = interfacesOf(snapshot)[0]?.Groups ?? snapshot.instance.document.SecurityGroups ?? []
  return lines(groups.map((group) => group.GroupName))
}

export const userData = ({ instance }: Snapshot): Buffer | undefined => {
  const { userData: encoded } = instance
  return encoded === null || encoded === '' ? undefined : Buffer.from(encoded, 'base64')
}
