const amazonLinux = '/aws/service/ami-amazon-linux-latest/'

/** The public SSM parameters that name images, as patterns, and the family whose newest image each one names. */
const parameters: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [new RegExp(`^${amazonLinux}al2023-ami-kernel-default-(x86_64|arm64)$`), ([, architecture]) => `al2023-kernel-6.1-${architecture}`],
  [new RegExp(`^${amazonLinux}al2023-ami-kernel-(6\\.1|6\\.12)-(x86_64|arm64)$`), ([, kernel, architecture]) => `al2023-kernel-${kernel}-${architecture}`],
  [new RegExp(`^${amazonLinux}al2023-ami-minimal-kernel-(?:default|6\\.1)-(x86_64|arm64)$`), ([, architecture]) => `al2023-minimal-kernel-6.1-${architecture}`],
  [new RegExp(`^${amazonLinux}amzn2-ami-hvm-(x86_64|arm64)-gp2$`), ([, architecture]) => `amzn2-${architecture}`],
  [new RegExp(`^${amazonLinux}amzn2-ami-kernel-5\\.10-hvm-(x86_64|arm64)-gp2$`), ([, architecture]) => `amzn2-kernel-5.10-${architecture}`],
  [/^\/aws\/service\/ami-windows-latest\/Windows_Server-(20\d\d)-English-(Full|Core)-Base$/, ([, year, edition]) => `windows-${year}-${edition}`],
  [/^\/aws\/service\/canonical\/ubuntu\/server\/(2\d\.04)\/stable\/current\/(amd64|arm64)\/hvm\/ebs-gp[23]\/ami-id$/, ([, version, architecture]) => `ubuntu-${version}-${architecture}`],
  [/^\/aws\/service\/ecs\/optimized-ami\/amazon-linux-2023\/(arm64\/)?recommended\/image_id$/, ([, arm]) => `ecs-al2023-${arm === undefined ? 'x86_64' : 'arm64'}`],
  [/^\/aws\/service\/ecs\/optimized-ami\/amazon-linux-2\/(arm64\/)?recommended\/image_id$/, ([, arm]) => `ecs-al2-${arm === undefined ? 'x86_64' : 'arm64'}`],
  [/^\/aws\/service\/eks\/optimized-ami\/(1\.\d\d)\/amazon-linux-2023\/(x86_64|arm64)\/standard\/recommended\/image_id$/, ([, version, architecture]) => `eks-${version}-${architecture}`],
]

/** The family that a public parameter names; undefined for parameters that are not AWS's. */
export const familyOfParameter = (name: string): string | undefined => {
  for (const [pattern, family] of parameters) {
    const match = pattern.exec(name)
    if (match !== null) return family(match)
  }
  return undefined
}
