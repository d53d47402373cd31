/** What the metadata of any instance may hold, and how each value is spelled: the path below `meta-data/`, one pattern each. */
const address = String.raw`(?:\d{1,3}\.){3}\d{1,3}`
const block = String.raw`${address}/\d\d`
const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`
const mac = String.raw`(?:[0-9a-f]{2}:){5}[0-9a-f]{2}`
const privateName = String.raw`ip-\d+-\d+-\d+-\d+\.ec2\.internal`
const publicName = String.raw`ec2-\d+-\d+-\d+-\d+\.compute-1\.amazonaws\.com`
const id = (prefix: string): string => `${prefix}-[0-9a-f]{8,17}`
const credentials = String.raw`\{\n {2}"Code" : "Success",\n {2}"LastUpdated" : "${time}",\n {2}"Type" : "AWS-HMAC",\n {2}"AccessKeyId" : "ASIA[A-Z2-7]{16}",\n {2}"SecretAccessKey" : "[A-Za-z0-9+/]{40}",\n {2}"Token" : "[A-Za-z0-9+/=]{300,1400}",\n {2}"Expiration" : "${time}"\n\}`
const interfaces = `network/interfaces/macs/${mac}`

const rows: readonly (readonly [path: string, value: string])[] = [
  ['ami-id', id('ami')],
  ['ami-launch-index', String.raw`\d+`],
  ['ami-manifest-path', String.raw`\(unknown\)`],
  ['block-device-mapping/ami', '(?:xvda|sda1)'],
  ['block-device-mapping/ebs1', 'sdf'],
  ['block-device-mapping/root', '/dev/(?:xvda|sda1)'],
  ['events/maintenance/history', String.raw`\[\]`],
  ['events/maintenance/scheduled', String.raw`\[\]`],
  ['hostname', privateName],
  ['iam/info', String.raw`\{\n {2}"Code" : "Success",\n {2}"LastUpdated" : "${time}",\n {2}"InstanceProfileArn" : "arn:aws:iam::\d{12}:instance-profile/app/web",\n {2}"InstanceProfileId" : "AIPA[A-Z2-7]{17}"\n\}`],
  ['iam/security-credentials/web-role', credentials],
  ['identity-credentials/ec2/info', String.raw`\{\n {2}"Code" : "Success",\n {2}"LastUpdated" : "${time}",\n {2}"AccountId" : "\d{12}"\n\}`],
  ['identity-credentials/ec2/security-credentials/ec2-instance', credentials],
  ['instance-action', 'none'],
  ['instance-id', id('i')],
  ['instance-life-cycle', '(?:on-demand|spot)'],
  ['instance-type', String.raw`[a-z0-9]+\.[a-z0-9]+`],
  ['local-hostname', privateName],
  ['local-ipv4', address],
  ['mac', mac],
  ['metrics/vhostmd', String.raw`<\?xml version="1\.0" encoding="UTF-8"\?>`],
  [`${interfaces}/device-number`, '0'],
  [`${interfaces}/interface-id`, id('eni')],
  [`${interfaces}/ipv4-associations/${address}`, address],
  [`${interfaces}/local-hostname`, privateName],
  [`${interfaces}/local-ipv4s`, address],
  [`${interfaces}/mac`, mac],
  [`${interfaces}/owner-id`, String.raw`\d{12}`],
  [`${interfaces}/public-hostname`, publicName],
  [`${interfaces}/public-ipv4s`, address],
  [`${interfaces}/security-group-ids`, id('sg')],
  [`${interfaces}/security-groups`, 'default'],
  [`${interfaces}/subnet-id`, id('subnet')],
  [`${interfaces}/subnet-ipv4-cidr-block`, block],
  [`${interfaces}/vpc-id`, id('vpc')],
  [`${interfaces}/vpc-ipv4-cidr-block`, block],
  [`${interfaces}/vpc-ipv4-cidr-blocks`, block],
  ['placement/availability-zone', 'us-east-1[a-f]'],
  ['placement/availability-zone-id', 'use1-az[1-6]'],
  ['placement/region', 'us-east-1'],
  ['profile', 'default-hvm'],
  ['public-hostname', publicName],
  ['public-ipv4', address],
  ['public-keys/0/openssh-key', String.raw`ssh-(?:rsa|ed25519) [A-Za-z0-9+/=]+ crawler\n`],
  ['reservation-id', id('r')],
  ['security-groups', 'default'],
  ['services/domain', String.raw`amazonaws\.com`],
  ['services/partition', 'aws'],
  ['spot/instance-action', String.raw`\{"action": "terminate", "time": "${time}"\}`],
  ['spot/termination-time', time],
  ['system', '(?:nitro|xen)'],
  ['tag-sets/instance', String.raw`\{(?:"[^"]+":"[^"]*",?)*\}`],
  ['tags/instance/Name', 'crawled'],
  ['tags/instance/empty', ''],
]

const formats = rows.map(([path, value]) => ({ path: new RegExp(`^${path}$`), value: new RegExp(`^${value}$`) }))

/** The pattern of a value; undefined where the service has no such path. */
export const metadataFormat = (path: string): RegExp | undefined => formats.find((format) => format.path.test(path))?.value
