/** The accounts that publish a family's images, by partition. */
export interface Owners {
  aws: string
  'aws-us-gov': string
  'aws-cn': string
}

/** A line of public images. `name` takes a date of the form `20260112`. */
export interface ImageFamily {
  /** Unique; SSM parameters refer to it. */
  id: string
  name(date: string): string
  description: string
  owners: Owners
  /** `amazon` for AWS's own and those of publishers that AWS knows. */
  alias?: string
  architecture: 'x86_64' | 'arm64'
  rootDevice: string
  sizeGigabytes: number
  volumeType: 'gp2' | 'gp3'
  bootMode?: 'uefi' | 'uefi-preferred' | 'legacy-bios'
  imdsSupport?: 'v2.0'
  isWindows?: boolean
  platformDetails: string
  usageOperation: string
}

const amazonLinux: Owners = { aws: '137112412989', 'aws-us-gov': '045324592363', 'aws-cn': '141808717104' }
const canonical: Owners = { aws: '099720109477', 'aws-us-gov': '513442679011', 'aws-cn': '837727238323' }
const microsoft: Owners = { aws: '801119661308', 'aws-us-gov': '077303321853', 'aws-cn': '016951021795' }
const redHat: Owners = { aws: '309956199498', 'aws-us-gov': '219670896067', 'aws-cn': '841258680906' }
const suse: Owners = { aws: '013907871322', 'aws-us-gov': '013907871322', 'aws-cn': '841869936221' }

const everywhere = (account: string): Owners => ({ aws: account, 'aws-us-gov': account, 'aws-cn': account })

const linux = { platformDetails: 'Linux/UNIX', usageOperation: 'RunInstances' }
const architectures = ['x86_64', 'arm64'] as const

type Template = Omit<ImageFamily, 'architecture' | 'id' | 'name' | 'description'> & {
  id(architecture: string): string
  name(architecture: string, date: string): string
  description(architecture: string): string
}

const onBoth = (template: Template): ImageFamily[] =>
  architectures.map((architecture) => ({
    ...template,
    architecture,
    id: template.id(architecture),
    name: (date) => template.name(architecture, date),
    description: template.description(architecture),
  }))

const dotted = (date: string): string => `${date.slice(0, 4)}.${date.slice(4, 6)}.${date.slice(6)}`

/** The architecture as Debian and Ubuntu write it. */
const debianName = (architecture: string): string => (architecture === 'x86_64' ? 'amd64' : architecture)

const al2023 = (kind: string, kernel: string): ImageFamily[] =>
  onBoth({
    id: (architecture) => `al2023${kind}-kernel-${kernel}-${architecture}`,
    name: (architecture, date) => `al2023-ami${kind}-2023.9.${date}.0-kernel-${kernel}-${architecture}`,
    description: (architecture) => `Amazon Linux 2023 AMI 2023.9 ${architecture} HVM kernel-${kernel}`,
    owners: amazonLinux,
    alias: 'amazon',
    rootDevice: '/dev/xvda',
    sizeGigabytes: kind === '-minimal' ? 2 : 8,
    volumeType: 'gp3',
    bootMode: 'uefi-preferred',
    imdsSupport: 'v2.0',
    ...linux,
  })

const ubuntu = (folder: string, release: string, version: string): ImageFamily[] =>
  onBoth({
    id: (architecture) => `ubuntu-${version}-${debianName(architecture)}`,
    name: (architecture, date) => `ubuntu/images/${folder}/ubuntu-${release}-${version}-${debianName(architecture)}-server-${date}`,
    description: (architecture) => `Canonical, Ubuntu, ${version}, ${debianName(architecture)} ${release} image`,
    owners: canonical,
    alias: 'amazon',
    rootDevice: '/dev/sda1',
    sizeGigabytes: 8,
    volumeType: folder.endsWith('gp3') ? 'gp3' : 'gp2',
    bootMode: 'uefi-preferred',
    ...(version === '24.04' ? { imdsSupport: 'v2.0' as const } : {}),
    ...linux,
  })

const windows = (year: string, edition: 'Full' | 'Core'): ImageFamily => ({
  id: `windows-${year}-${edition}`,
  name: (date) => `Windows_Server-${year}-English-${edition}-Base-${dotted(date)}`,
  description: `Microsoft Windows Server ${year} ${edition} Locale English AMI provided by Amazon`,
  owners: microsoft,
  alias: 'amazon',
  architecture: 'x86_64',
  rootDevice: '/dev/sda1',
  sizeGigabytes: 30,
  volumeType: year >= '2025' ? 'gp3' : 'gp2',
  ...(year >= '2025' ? { bootMode: 'uefi' as const, imdsSupport: 'v2.0' as const } : {}),
  isWindows: true,
  platformDetails: 'Windows',
  usageOperation: 'RunInstances:0002',
})

const amazonLinux2 = (kernel: string): ImageFamily[] =>
  onBoth({
    id: (architecture) => `amzn2${kernel}-${architecture}`,
    name: (architecture, date) => `amzn2-ami${kernel}-hvm-2.0.${date}.0-${architecture}-gp2`,
    description: (architecture) => `Amazon Linux 2 AMI 2.0 ${architecture} HVM gp2`,
    owners: amazonLinux,
    alias: 'amazon',
    rootDevice: '/dev/xvda',
    sizeGigabytes: 8,
    volumeType: 'gp2',
    ...linux,
  })

interface Simple {
  id: string
  name(architecture: string, date: string): string
  description: string
  owners: Owners
  alias?: string
  rootDevice: string
  sizeGigabytes: number
}

const simple = (family: Simple, details: { platformDetails: string; usageOperation: string } = linux): ImageFamily[] =>
  onBoth({
    ...family,
    id: (architecture) => `${family.id}-${architecture}`,
    description: (architecture) => `${family.description} ${architecture}`,
    volumeType: 'gp3',
    bootMode: 'uefi-preferred',
    ...details,
  })

/** Every line of the catalogue (owners and name patterns as AWS and the vendors publish them). */
export const imageFamilies: readonly ImageFamily[] = [
  ...al2023('', '6.1'),
  ...al2023('', '6.12'),
  ...al2023('-minimal', '6.1'),
  ...amazonLinux2(''),
  ...amazonLinux2('-kernel-5.10'),
  ...ubuntu('hvm-ssd', 'focal', '20.04'),
  ...ubuntu('hvm-ssd', 'jammy', '22.04'),
  ...ubuntu('hvm-ssd-gp3', 'noble', '24.04'),
  ...['2016', '2019', '2022', '2025'].flatMap((year) => [windows(year, 'Full'), windows(year, 'Core')]),
  ...simple(
    { id: 'rhel-9', name: (architecture, date) => `RHEL-9.4.0_HVM-${date}-${architecture}-0-Hourly2-GP3`, description: 'Red Hat Enterprise Linux 9', owners: redHat, alias: 'amazon', rootDevice: '/dev/sda1', sizeGigabytes: 10 },
    { platformDetails: 'Red Hat Enterprise Linux', usageOperation: 'RunInstances:0010' },
  ),
  ...simple(
    { id: 'sles-15', name: (architecture, date) => `suse-sles-15-sp6-v${date}-hvm-ssd-${architecture}`, description: 'SUSE Linux Enterprise Server 15 SP6', owners: suse, alias: 'amazon', rootDevice: '/dev/sda1', sizeGigabytes: 10 },
    { platformDetails: 'SUSE Linux', usageOperation: 'RunInstances:000g' },
  ),
  ...simple({ id: 'debian-12', name: (architecture, date) => `debian-12-${debianName(architecture)}-${date}-1`, description: 'Debian 12', owners: everywhere('136693071363'), alias: 'amazon', rootDevice: '/dev/xvda', sizeGigabytes: 8 }),
  ...simple({ id: 'rocky-9', name: (architecture, date) => `Rocky-9-EC2-Base-9.4-${date}.0.${architecture}`, description: 'Rocky Linux 9', owners: everywhere('792107900819'), rootDevice: '/dev/sda1', sizeGigabytes: 10 }),
  ...simple({ id: 'alma-9', name: (architecture, date) => `AlmaLinux OS 9.4.${date} ${architecture}`, description: 'AlmaLinux OS 9', owners: everywhere('764336703387'), rootDevice: '/dev/sda1', sizeGigabytes: 10 }),
  ...simple({ id: 'ecs-al2023', name: (architecture, date) => `al2023-ami-ecs-hvm-2023.0.${date}-kernel-6.1-${architecture}`, description: 'Amazon Linux AMI 2023 ECS HVM EBS', owners: everywhere('591542846629'), alias: 'amazon', rootDevice: '/dev/xvda', sizeGigabytes: 30 }),
  ...simple({ id: 'ecs-al2', name: (architecture, date) => `amzn2-ami-ecs-hvm-2.0.${date}-${architecture}-ebs`, description: 'Amazon Linux AMI 2.0 ECS HVM EBS', owners: everywhere('591542846629'), alias: 'amazon', rootDevice: '/dev/xvda', sizeGigabytes: 30 }),
  ...['1.31', '1.32', '1.33'].flatMap((version) =>
    simple({ id: `eks-${version}`, name: (architecture, date) => `amazon-eks-node-al2023-${architecture}-standard-${version}-v${date}`, description: `EKS-optimized Kubernetes node, Kubernetes ${version}`, owners: everywhere('602401143452'), alias: 'amazon', rootDevice: '/dev/xvda', sizeGigabytes: 20 }),
  ),
  ...simple({ id: 'bottlerocket-1.31', name: (architecture, date) => `bottlerocket-aws-k8s-1.31-${architecture}-v1.20.${date.slice(4)}`, description: 'Bottlerocket for Kubernetes 1.31', owners: everywhere('092701018921'), alias: 'amazon', rootDevice: '/dev/xvda', sizeGigabytes: 2 }),
]

/** When images of each family came out, oldest first. */
export const releaseDates: readonly string[] = ['20250610', '20251118', '20260312', '20260714', '20261020']
