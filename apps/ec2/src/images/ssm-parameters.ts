import { imageFamilies } from './families.ts'

type Row = readonly [parameter: string, family: string]

const amazonLinux = '/aws/service/ami-amazon-linux-latest'
const ecs = '/aws/service/ecs/optimized-ami'

const onBoth = (row: (architecture: string) => Row): Row[] => ['x86_64', 'arm64'].map(row)

// A path of its own for arm64, none for x86_64.
const ecsFolder = (architecture: string): string => (architecture === 'arm64' ? 'arm64/' : '')
const debianName = (architecture: string): string => (architecture === 'x86_64' ? 'amd64' : architecture)

const versionsOf = (pattern: RegExp): string[] => [...new Set(imageFamilies.flatMap(({ id }) => pattern.exec(id)?.[1] ?? []))]

const windowsRows = imageFamilies.flatMap(({ id }): Row[] => {
  const [, year, edition] = /^windows-(\d{4})-(\w+)$/.exec(id) ?? []
  return year === undefined ? [] : [[`/aws/service/ami-windows-latest/Windows_Server-${year}-English-${edition ?? ''}-Base`, id]]
})

const ubuntuRows = versionsOf(/^ubuntu-(\d\d\.\d\d)-/).flatMap((version) =>
  ['gp2', 'gp3'].flatMap((type) =>
    onBoth((architecture) => [
      `/aws/service/canonical/ubuntu/server/${version}/stable/current/${debianName(architecture)}/hvm/ebs-${type}/ami-id`,
      `ubuntu-${version}-${debianName(architecture)}`,
    ]),
  ),
)

const eksRows = versionsOf(/^eks-([\d.]+)-/).flatMap((version) =>
  onBoth((architecture) => [
    `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${architecture}/standard/recommended/image_id`,
    `eks-${version}-${architecture}`,
  ]),
)

/** The public SSM parameters that name images, each with the family whose newest image it names; the most exact ones first. */
const rows: readonly Row[] = [
  ...['6.1', '6.12'].flatMap((kernel) =>
    onBoth((architecture) => [`${amazonLinux}/al2023-ami-kernel-${kernel}-${architecture}`, `al2023-kernel-${kernel}-${architecture}`]),
  ),
  ...onBoth((architecture) => [`${amazonLinux}/al2023-ami-kernel-default-${architecture}`, `al2023-kernel-6.1-${architecture}`]),
  ...['6.1', 'default'].flatMap((kernel) =>
    onBoth((architecture) => [`${amazonLinux}/al2023-ami-minimal-kernel-${kernel}-${architecture}`, `al2023-minimal-kernel-6.1-${architecture}`]),
  ),
  ...onBoth((architecture) => [`${amazonLinux}/amzn2-ami-hvm-${architecture}-gp2`, `amzn2-${architecture}`]),
  ...onBoth((architecture) => [`${amazonLinux}/amzn2-ami-kernel-5.10-hvm-${architecture}-gp2`, `amzn2-kernel-5.10-${architecture}`]),
  ...windowsRows,
  ...ubuntuRows,
  ...onBoth((architecture) => [`${ecs}/amazon-linux-2023/${ecsFolder(architecture)}recommended/image_id`, `ecs-al2023-${architecture}`]),
  ...onBoth((architecture) => [`${ecs}/amazon-linux-2/${ecsFolder(architecture)}recommended/image_id`, `ecs-al2-${architecture}`]),
  ...eksRows,
]

const familyByParameter = new Map(rows)

/** The family that a public parameter names; undefined for parameters that are not AWS's. */
export const familyOfParameter = (name: string): string | undefined => familyByParameter.get(name)

/** The public parameters that name the newest image of a family. */
export const parametersOfFamily = (family: string): string[] => rows.flatMap(([parameter, of]) => (of === family ? [parameter] : []))
