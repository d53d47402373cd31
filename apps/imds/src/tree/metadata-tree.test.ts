import { describe, expect, it } from '@jest/globals'
import { cleanPath } from '../http/clean-path.ts'
import { contentAt, findPlace, rootListing } from './metadata-tree.ts'
import type { Instance, InstanceDocument, Snapshot } from './snapshot.ts'

const macAddress = '0e:ff:d5:40:fe:7d'

const document: InstanceDocument = {
  AmiLaunchIndex: 0,
  Architecture: 'x86_64',
  BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }],
  ImageId: 'ami-0fef201115eefe936',
  InstanceType: 't3.nano',
  KeyName: 'laptop',
  NetworkInterfaces: [
    {
      Attachment: { DeviceIndex: 0 },
      Groups: [
        { GroupId: 'sg-1', GroupName: 'default' },
        { GroupId: 'sg-2', GroupName: 'web' },
      ],
      MacAddress: macAddress,
      NetworkInterfaceId: 'eni-1',
      OwnerId: '123456789012',
      PrivateIpAddress: '10.237.0.16',
      PrivateIpAddresses: [{ PrivateIpAddress: '10.237.0.16' }, { PrivateIpAddress: '10.237.0.17' }],
      SubnetId: 'subnet-1',
      VpcId: 'vpc-1',
    },
  ],
  Placement: { AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az6', GroupName: '' },
  PrivateDnsName: 'ip-10-237-0-16.ec2.internal',
  PublicDnsName: '',
  RootDeviceName: '/dev/xvda',
}

const instance: Instance = {
  id: 'i-04b098f5de41d11e6',
  partition: 'aws',
  account: '123456789012',
  region: 'us-east-1',
  reservationId: 'r-0f1866af1f1a14d3c',
  launchIndex: 0,
  launchedAt: new Date('2026-09-26T11:03:58.123Z'),
  privateIp: '10.237.0.16',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  userData: null,
  metadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required', InstanceMetadataTags: 'enabled' },
  tags: [
    { Key: 'suite', Value: 'x' },
    { Key: 'empty', Value: '' },
  ],
  document,
  publicKey: 'ssh-ed25519 AAAAC3',
  instanceStore: null,
  notices: {},
  revision: 1,
}

const full: Snapshot = {
  instance,
  profile: { info: 'INFO', roleName: 'web', credentials: 'KEYS', changedAt: instance.launchedAt },
  identity: undefined,
  signatures: undefined,
}
const changed = (change: Partial<Instance>, rest: Partial<Snapshot> = {}): Snapshot => ({ ...full, ...rest, instance: { ...instance, ...change } })
const withDocument = (change: InstanceDocument): Snapshot => changed({ document: { ...document, ...change } })
const withInterface = (change: object): Snapshot => withDocument({ NetworkInterfaces: [{ ...document.NetworkInterfaces?.[0], ...change }] })
const tagless = changed({ tags: [] })
const tagsOff = changed({ metadataOptions: {} })
const roleless: Snapshot = { ...full, profile: undefined }

const read = (path: string, snapshot = full): string | undefined => {
  const place = findPlace(cleanPath(path))
  return place && contentAt(place, snapshot)?.body.toString()
}
const spaced = (path: string, snapshot = full): string | undefined => read(path, snapshot)?.replaceAll('\n', ' ')
const mac = `/latest/meta-data/network/interfaces/macs/${macAddress}`

describe('values', () => {
  it.each([
    ['ami-id', 'ami-0fef201115eefe936'],
    ['ami-launch-index', '0'],
    ['ami-manifest-path', '(unknown)'],
    ['block-device-mapping/ami', 'xvda'],
    ['block-device-mapping/root', '/dev/xvda'],
    ['events/maintenance/history', '[]'],
    ['events/maintenance/scheduled', '[]'],
    ['hostname', 'ip-10-237-0-16.ec2.internal'],
    ['iam/info', 'INFO'],
    ['iam/security-credentials/', 'web'],
    ['iam/security-credentials/web', 'KEYS'],
    ['instance-action', 'none'],
    ['instance-id', 'i-04b098f5de41d11e6'],
    ['instance-life-cycle', 'on-demand'],
    ['instance-type', 't3.nano'],
    ['local-hostname', 'ip-10-237-0-16.ec2.internal'],
    ['local-ipv4', '10.237.0.16'],
    ['mac', macAddress],
    ['metrics/vhostmd', '<?xml version="1.0" encoding="UTF-8"?>'],
    ['placement/availability-zone', 'us-east-1a'],
    ['placement/availability-zone/', 'us-east-1a'],
    ['placement/availability-zone-id', 'use1-az6'],
    ['placement/region', 'us-east-1'],
    ['profile', 'default-hvm'],
    ['public-keys/0/openssh-key', 'ssh-ed25519 AAAAC3 laptop\n'],
    ['reservation-id', 'r-0f1866af1f1a14d3c'],
    ['security-groups', 'default\nweb'],
    ['services/domain', 'amazonaws.com'],
    ['services/partition', 'aws'],
    ['system', 'nitro'],
    ['tags/instance/suite', 'x'],
    ['tags/instance/empty', ''],
    ['tag-sets/instance', '{"suite":"x","empty":""}'],
    [`network/interfaces/macs/${macAddress}/device-number`, '0'],
    [`network/interfaces/macs/${macAddress}/interface-id`, 'eni-1'],
    [`network/interfaces/macs/${macAddress}/local-hostname`, 'ip-10-237-0-16.ec2.internal'],
    [`network/interfaces/macs/${macAddress}/local-ipv4s`, '10.237.0.16\n10.237.0.17'],
    [`network/interfaces/macs/${macAddress}/owner-id`, '123456789012'],
    [`network/interfaces/macs/${macAddress}/security-group-ids`, 'sg-1\nsg-2'],
    [`network/interfaces/macs/${macAddress}/vpc-id`, 'vpc-1'],
  ])('meta-data/%s', (path, value) => {
    expect(read(`/latest/meta-data/${path}`)).toBe(value)
  })

  it('spells the identity document as recorded', () => {
    expect(read('/latest/dynamic/instance-identity/document')).toBe(`{
  "accountId" : "123456789012",
  "architecture" : "x86_64",
  "availabilityZone" : "us-east-1a",
  "billingProducts" : null,
  "devpayProductCodes" : null,
  "marketplaceProductCodes" : null,
  "imageId" : "ami-0fef201115eefe936",
  "instanceId" : "i-04b098f5de41d11e6",
  "instanceType" : "t3.nano",
  "kernelId" : null,
  "pendingTime" : "2026-09-26T11:03:58Z",
  "privateIp" : "10.237.0.16",
  "ramdiskId" : null,
  "region" : "us-east-1",
  "version" : "2017-09-30"
}`)
    expect(read('/latest/dynamic/instance-identity/document')).toHaveLength(474)
  })

  it('shows what the instance is told of itself', () => {
    expect(read('/latest/meta-data/events/maintenance/scheduled')).toBe('[]')
    expect(read('/latest/meta-data/events/recommendations/rebalance')).toBeUndefined()
    expect(read('/latest/meta-data/autoscaling/target-lifecycle-state')).toBeUndefined()
    const reboot = { eventId: 'instance-event-0d59937288b749b32', code: 'system-reboot', description: 'scheduled reboot', notBefore: 1_548_061_243, notAfter: 1_549_357_200 }
    const told = changed({
      notices: {
        rebalanceAt: 1_604_564_520,
        targetLifecycleState: 'InService',
        maintenance: [
          { ...reboot, state: 'active' },
          { ...reboot, state: 'canceled' },
        ],
      },
    })
    expect(read('/latest/meta-data/events/maintenance/scheduled', told)).toBe(`[ {
  "NotBefore" : "21 Jan 2019 09:00:43 GMT",
  "Code" : "system-reboot",
  "Description" : "scheduled reboot",
  "EventId" : "instance-event-0d59937288b749b32",
  "NotAfter" : "5 Feb 2019 09:00:00 GMT",
  "State" : "active"
} ]`)
    expect(JSON.parse(String(read('/latest/meta-data/events/maintenance/history', told)))).toMatchObject([{ Description: '[Canceled] scheduled reboot', State: 'canceled' }])
    expect(read('/latest/meta-data/events/recommendations/rebalance', told)).toBe('{"noticeTime": "2020-11-05T08:22:00Z"}')
    expect(read('/latest/meta-data/autoscaling/target-lifecycle-state', told)).toBe('InService')
    expect(read('/latest/meta-data/events/', told)).toBe('maintenance/\nrecommendations/')
    expect(read('/2019-10-01/meta-data/events/recommendations/rebalance', told)).toBeUndefined()
  })

  it('numbers network cards where the type has several', () => {
    const path = 'meta-data/network/interfaces/macs/0e:ff:d5:40:fe:7d/network-card-index'
    expect(read(`/latest/${path}`)).toBeUndefined()
    const large = withDocument({ InstanceType: 'p4d.24xlarge' })
    expect(read(`/latest/${path}`, large)).toBe('0')
    expect(read(`/2020-10-27/${path}`, large)).toBeUndefined()
  })

  it('shows what becomes of a spot instance', () => {
    expect(read('/latest/meta-data/spot/')).toBeUndefined()
    const marked = (action: 'terminate' | 'stop') => changed({ notices: { interruption: { action, at: 1_505_722_920 } } })
    expect(read('/latest/meta-data/spot/', marked('terminate'))).toBe('instance-action\ntermination-time')
    expect(read('/latest/meta-data/spot/instance-action', marked('terminate'))).toBe('{"action": "terminate", "time": "2017-09-18T08:22:00Z"}')
    expect(read('/2014-11-05/meta-data/spot/', marked('terminate'))).toBe('termination-time')
    expect(read('/latest/meta-data/spot/termination-time/', marked('terminate'))).toBe('2017-09-18T08:22:00Z')
    expect(read('/latest/meta-data/spot', marked('stop'))).toBe('instance-action')
    expect(read('/2014-02-25/meta-data/spot', marked('terminate'))).toBeUndefined()
  })

  it('shows product codes', () => {
    const snapshot = withDocument({ ProductCodes: [{ ProductCodeId: 'abc123', ProductCodeType: 'marketplace' }] })
    expect(read('/latest/meta-data/product-codes', snapshot)).toBe('abc123')
    expect(read('/latest/dynamic/instance-identity/document', snapshot)).toContain('"marketplaceProductCodes" : [ "abc123" ]')
  })

  it('numbers block devices beside the root in mapping order', () => {
    const snapshot = withDocument({ BlockDeviceMappings: [{ DeviceName: '/dev/sdf' }, { DeviceName: '/dev/xvda' }, { DeviceName: '/dev/sdb' }] })
    expect(spaced('/latest/meta-data/block-device-mapping', snapshot)).toBe('ami ebs1 ebs2 root')
    expect(read('/latest/meta-data/block-device-mapping/ebs2', snapshot)).toBe('sdb')
    expect(read('/latest/meta-data/block-device-mapping/ebs3', snapshot)).toBeUndefined()
  })

  it('shows a volume that was attached later after the next start only', () => {
    const mappings = [{ DeviceName: '/dev/sdf', Ebs: { AttachTime: '2026-09-26T11:03:59.000Z' } }, { DeviceName: '/dev/sdg', Ebs: { AttachTime: '2026-09-26T11:09:00.000Z' } }]
    const attached = withDocument({ BlockDeviceMappings: mappings })
    expect(spaced('/latest/meta-data/block-device-mapping', attached)).toBe('ami ebs1 root')
    const started = { ...attached, instance: { ...attached.instance, launchedAt: new Date('2026-09-26T12:00:00.000Z') } }
    expect(spaced('/latest/meta-data/block-device-mapping', started)).toBe('ami ebs1 ebs2 root')
  })

  it('shows mapped instance store volumes', () => {
    const snapshot = changed({ instanceStore: { ephemeral0: 'sdb' } })
    expect(spaced('/latest/meta-data/block-device-mapping', snapshot)).toBe('ami ephemeral0 root')
    expect(read('/latest/meta-data/block-device-mapping/ephemeral0', snapshot)).toBe('sdb')
  })

  it('makes a host name of the region where EC2 shows none', () => {
    expect(read('/latest/meta-data/hostname', changed({ region: 'eu-west-1', document: {} }))).toBe('ip-10-237-0-16.eu-west-1.compute.internal')
  })

  it('shows public addresses where there are some', () => {
    const snapshot = withInterface({
      Association: { PublicIp: '203.0.113.25', PublicDnsName: 'ec2-203-0-113-25.compute-1.amazonaws.com' },
      PrivateIpAddresses: [{ PrivateIpAddress: '10.237.0.16', Association: { PublicIp: '203.0.113.25' } }],
    })
    expect(read(`${mac}/ipv4-associations`, snapshot)).toBe('203.0.113.25')
    expect(read(`${mac}/ipv4-associations/203.0.113.25`, snapshot)).toBe('10.237.0.16')
    expect(read(`${mac}/public-ipv4s`, snapshot)).toBe('203.0.113.25')
    expect(read(`${mac}/public-hostname`, snapshot)).toBe('ec2-203-0-113-25.compute-1.amazonaws.com')
  })

  it.each([
    ['172.31.0.9', '172.31.0.0/20'],
    ['172.31.47.200', '172.31.32.0/20'],
  ])('knows the blocks that %s is in', (address, subnet) => {
    const snapshot = withInterface({ PrivateIpAddress: address })
    expect(read(`${mac}/subnet-ipv4-cidr-block`, snapshot)).toBe(subnet)
    expect(read(`${mac}/vpc-ipv4-cidr-block`, snapshot)).toBe('172.31.0.0/16')
    expect(read(`${mac}/vpc-ipv4-cidr-blocks`, snapshot)).toBe('172.31.0.0/16')
  })

  it('keeps user data as bytes of their own type', () => {
    const place = findPlace(['latest', 'user-data'])
    const content = place && contentAt(place, changed({ userData: Buffer.from([0x1f, 0x8b, 0, 255]).toString('base64') }))
    expect(content).toEqual({ body: Buffer.from([0x1f, 0x8b, 0, 255]), contentType: 'application/octet-stream', section: undefined })
  })
})

describe('listings', () => {
  it.each<[string, string, Snapshot?]>([
    ['/latest', 'dynamic meta-data'],
    ['/latest/', 'dynamic meta-data user-data', changed({ userData: 'eA==' })],
    ['/2009-04-04/', 'dynamic meta-data'],
    ['/2008-09-01/', 'meta-data'],
    ['/latest/dynamic/', 'instance-identity/'],
    ['/latest/dynamic/instance-identity', 'document pkcs7 rsa2048 signature'],
    ['/2009-04-04/dynamic/instance-identity/', 'document pkcs7 rsa2048 signature'],
    ['/latest/meta-data/block-device-mapping/', 'ami root'],
    ['/latest/meta-data/events/', 'maintenance/'],
    ['/latest/meta-data/events/maintenance', 'history scheduled'],
    ['/latest/meta-data/iam/', 'info security-credentials/'],
    ['/latest/meta-data/metrics/', 'vhostmd'],
    ['/latest/meta-data/network/', 'interfaces/'],
    ['/latest/meta-data/network/interfaces', 'macs/'],
    ['/latest/meta-data/network/interfaces/macs/', `${macAddress}/`],
    ['/latest/meta-data/placement', 'availability-zone availability-zone-id region'],
    ['/2009-04-04/meta-data/placement', 'availability-zone'],
    ['/latest/meta-data/public-keys/', '0=laptop'],
    ['/latest/meta-data/public-keys/0', 'openssh-key'],
    ['/latest/meta-data/services', 'domain partition'],
    ['/2014-02-25/meta-data/services', 'domain'],
    ['/latest/meta-data/tags/', 'instance/'],
    ['/latest/meta-data/tags/instance', 'empty suite'],
    ['/latest/meta-data/tag-sets/', 'instance'],
    ['/latest/meta-data/tag-sets/instance', '{}', tagless],
    [
      mac,
      'device-number interface-id local-hostname local-ipv4s mac owner-id security-group-ids security-groups subnet-id subnet-ipv4-cidr-block vpc-id vpc-ipv4-cidr-block vpc-ipv4-cidr-blocks',
      withInterface({ PrivateIpAddress: '172.31.5.6' }),
    ],
    [
      '/latest/meta-data/',
      'ami-id ami-launch-index ami-manifest-path block-device-mapping/ events/ hostname iam/ identity-credentials/ instance-action instance-id instance-life-cycle instance-type local-hostname local-ipv4 mac metrics/ network/ placement/ profile public-keys/ reservation-id security-groups services/ system tag-sets/ tags/',
    ],
    ['/1.0/meta-data', 'ami-id ami-launch-index ami-manifest-path hostname instance-id local-ipv4 public-keys/ reservation-id security-groups'],
  ])('%s', (path, names, snapshot = full) => {
    expect(spaced(path, snapshot)).toBe(names)
  })

  it('of the top lists every root in 329 bytes', () => {
    expect(rootListing).toHaveLength(329)
    expect(rootListing.startsWith('1.0\n2007-01-19\n')).toBe(true)
    expect(rootListing.endsWith('\n2026-04-15\nlatest')).toBe(true)
  })
})

describe('what is absent', () => {
  it.each<[string, Snapshot?]>([
    ['/2021-03-24/meta-data/instance-id'],
    ['/LATEST/meta-data/instance-id'],
    ['/latest/Meta-Data/instance-id'],
    ['/latest/api'],
    ['/latest/meta-data/system/hypervisor'],
    ['/latest/meta-data/nothing'],
    ['/latest/meta-data/public-keys/0=laptop'],
    ['/latest/meta-data/public-ipv4'],
    ['/latest/meta-data/public-hostname'],
    ['/latest/meta-data/ipv6'],
    ['/latest/meta-data/placement/group-name'],
    ['/latest/meta-data/iam/security-credentials/other'],
    ['/latest/meta-data/iam/security-credentials-extended/web'],
    ['/latest/meta-data/iam', roleless],
    ['/latest/meta-data/iam/info', roleless],
    ['/latest/meta-data/iam/security-credentials/', roleless],
    ['/latest/meta-data/tags', tagless],
    ['/latest/meta-data/tags/instance', tagless],
    ['/latest/meta-data/tags/instance/Suite'],
    ['/latest/meta-data/tags/instance/suite', tagsOff],
    ['/latest/meta-data/tag-sets/instance', tagsOff],
    ['/latest/user-data'],
    ['/2008-09-01/dynamic/instance-identity/document'],
    ['/2011-05-01/meta-data/iam/info'],
    [`${mac}/ipv6s`],
    [`${mac}/public-ipv4s`],
    [`${mac}/network-card`],
    ['/latest/meta-data/network/interfaces/macs/00:00:00:00:00:00/mac'],
    ['/latest/meta-data/network/interfaces/macs/00:00:00:00:00:00/'],
    ['/latest/meta-data/public-keys/', changed({ publicKey: null })],
  ])('%s', (path, snapshot = full) => {
    expect(read(path, snapshot)).toBeUndefined()
  })
})

describe('paths are cleaned before look-up', () => {
  it.each([
    '/latest//meta-data/instance-id',
    '/latest/meta-data/./instance-id',
    '/latest/meta-data/instance-id?x=1',
    '/latest/meta-data/%69nstance-id',
    '/latest/meta-data/instance-id/',
    '/latest/meta-data/tags/../instance-id',
    '/../../latest/meta-data/instance-id',
    'http://169.254.169.254/latest/meta-data/instance-id',
  ])('%s', (target) => {
    expect(read(target)).toBe(instance.id)
  })

  it('takes MAC addresses with encoded colons', () => {
    expect(read(`${mac.replaceAll(':', '%3a')}/interface-id`)).toBe('eni-1')
  })

  it('leaves what cannot be decoded as it is', () => {
    expect(cleanPath('/latest/%zz')).toEqual(['latest', '%zz'])
  })
})
