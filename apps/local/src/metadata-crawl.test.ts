import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { EC2, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { createImds, type Imds } from '@rolecall/app-imds'
import { rootCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'
import { metadataFormat } from '../test/metadata-formats.ts'

let cloud: Cloud
let imds: Imds
let ec2: EC2
let origin: string

const trust = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}'

beforeAll(async () => {
  cloud = await createCloud('metadata crawl')
  imds = await createImds({ ...cloud.world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 0 } })
  origin = `http://127.0.0.1:${await imds.listen(0, '127.0.0.1')}`
  ec2 = cloud.ec2(rootCredentials)
  await ec2.createKeyPair({ KeyName: 'crawler' })
  await cloud.root.createRole({ RoleName: 'web-role', Path: '/app/', AssumeRolePolicyDocument: trust })
  await cloud.root.createInstanceProfile({ InstanceProfileName: 'web', Path: '/app/' })
  await cloud.root.addRoleToInstanceProfile({ InstanceProfileName: 'web', RoleName: 'web-role' })
})
afterAll(async () => {
  await imds.close()
  await cloud.close()
})

const launch = async (input: Partial<RunInstancesCommandInput>): Promise<string> => {
  const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
  const { Instances } = await ec2.runInstances({ ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, ...input })
  return Instances?.[0]?.InstanceId ?? ''
}

/** An instance's metadata as one that runs there reads it, with a session token. */
class Metadata {
  readonly #base: string
  #token = ''

  constructor(instanceId: string) {
    this.#base = `${origin}/instances/${instanceId}/latest`
  }

  async read(path: string): Promise<{ status: number; text: string }> {
    if (this.#token === '') {
      const answer = await fetch(`${this.#base}/api/token`, { method: 'PUT', headers: { 'X-aws-ec2-metadata-token-ttl-seconds': '21600' } })
      this.#token = await answer.text()
    }
    const answer = await fetch(`${this.#base}/${path}`, { headers: { 'X-aws-ec2-metadata-token': this.#token } })
    return { status: answer.status, text: await answer.text() }
  }

  /** Every leaf below a folder: names that end in `/` are folders, `0=NAME` is a key that stands at `0/openssh-key`. */
  async crawl(folder: string): Promise<Map<string, string>> {
    const leaves = new Map<string, string>()
    const listing = await this.read(folder)
    expect([folder, listing.status]).toEqual([folder, 200])
    for (const name of listing.text.split('\n')) {
      if (name.endsWith('/')) for (const [path, value] of await this.crawl(`${folder}${name}`)) leaves.set(path, value)
      else {
        const path = `${folder}${/^\d+=/.test(name) ? `${name.split('=')[0] ?? ''}/openssh-key` : name}`
        const { status, text } = await this.read(path)
        expect([path, status]).toEqual([path, 200])
        leaves.set(path.replace(/^meta-data\//, ''), text)
      }
    }
    return leaves
  }
}

const crawl = async (id: string): Promise<Map<string, string>> => {
  const metadata = new Metadata(id)
  const leaves = await metadata.crawl('meta-data/')
  for (const [path, value] of leaves) {
    expect([path, value]).toEqual([path, expect.stringMatching(metadataFormat(path) ?? /^no such path is known$/)])
    // A trailing slash never matters.
    expect(await metadata.read(`meta-data/${path}/`)).toEqual({ status: 200, text: value })
    expect((await metadata.read(`meta-data/${path}/more`)).status).toBe(404)
  }
  return leaves
}

const common =
  'ami-id ami-launch-index ami-manifest-path block-device-mapping/ami block-device-mapping/root events/maintenance/history events/maintenance/scheduled hostname identity-credentials/ec2/info identity-credentials/ec2/security-credentials/ec2-instance instance-action instance-id instance-life-cycle instance-type local-hostname local-ipv4 mac metrics/vhostmd placement/availability-zone placement/availability-zone-id placement/region profile reservation-id security-groups services/domain services/partition system'.split(' ')
const ofInterface =
  'device-number interface-id local-hostname local-ipv4s mac owner-id security-group-ids security-groups subnet-id subnet-ipv4-cidr-block vpc-id vpc-ipv4-cidr-block vpc-ipv4-cidr-blocks'.split(' ')

/** The leaves, those of the interface by their own names. */
const shape = (leaves: Map<string, string>): string[] => [...leaves.keys()].map((path) => path.replace(/^network\/interfaces\/macs\/[^/]+\//, 'MAC/').replace(/(ipv4-associations)\/.*/, '$1')).sort()
const expected = (...more: string[]): string[] => [...common, ...ofInterface.map((name) => `MAC/${name}`), ...more].sort()
const publicLeaves = ['public-hostname', 'public-ipv4', 'MAC/public-hostname', 'MAC/public-ipv4s', 'MAC/ipv4-associations']
const noPublicAddress = { NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: false }] }

describe('a crawl through the metadata', () => {
  it('of an instance with nothing but a private address', async () => {
    expect(shape(await crawl(await launch(noPublicAddress)))).toEqual(expected())
  })

  it('of an instance with a public address', async () => {
    expect(shape(await crawl(await launch({})))).toEqual(expected(...publicLeaves))
  })

  it('of an instance with profile, key, tags and a second volume', async () => {
    const id = await launch({
      ...noPublicAddress,
      KeyName: 'crawler',
      IamInstanceProfile: { Name: 'web' },
      MetadataOptions: { InstanceMetadataTags: 'enabled', HttpTokens: 'required' },
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 8 } }],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'crawled' }, { Key: 'empty', Value: '' }] }],
    })
    const leaves = await crawl(id)
    expect(shape(leaves)).toEqual(
      expected('block-device-mapping/ebs1', 'iam/info', 'iam/security-credentials/web-role', 'public-keys/0/openssh-key', 'tag-sets/instance', 'tags/instance/Name', 'tags/instance/empty'),
    )
    const metadata = new Metadata(id)
    expect(await metadata.read('meta-data/public-keys')).toEqual({ status: 200, text: '0=crawler' })
    expect((await metadata.read('meta-data/public-keys/0=crawler')).status).toBe(404)
    await ec2.deleteKeyPair({ KeyName: 'crawler' })
    expect((await metadata.read('meta-data/public-keys/0/openssh-key')).text).toBe(leaves.get('public-keys/0/openssh-key'))
    expect(leaves.get('instance-id')).toBe(id)
    expect(JSON.parse(leaves.get('tag-sets/instance') ?? '')).toEqual({ Name: 'crawled', empty: '' })
  })

  it('of an instance without tags that may see them', async () => {
    const leaves = await crawl(await launch({ ...noPublicAddress, MetadataOptions: { InstanceMetadataTags: 'enabled' } }))
    expect(shape(leaves)).toEqual(expected('tag-sets/instance'))
    expect(leaves.get('tag-sets/instance')).toBe('{}')
  })

  it('of a spot instance before and after its notice', async () => {
    const id = await launch({ ...noPublicAddress, InstanceMarketOptions: { MarketType: 'spot' } })
    const before = await crawl(id)
    expect(shape(before)).toEqual(expected())
    expect(before.get('instance-life-cycle')).toBe('spot')
    const at = Math.floor(cloud.world.clock.nowMilliseconds() / 1000) + 120
    await cloud.world.store.transaction((store) => store.instanceNotices.change(id, () => ({ interruption: { action: 'terminate', at } })))
    expect(shape(await crawl(id))).toEqual(expected('spot/instance-action', 'spot/termination-time'))
  })

  it('of the signed documents and the user data', async () => {
    const metadata = new Metadata(await launch({ UserData: Buffer.from('#cloud-config\n').toString('base64') }))
    expect((await metadata.read('')).text).toBe('dynamic\nmeta-data\nuser-data')
    expect((await metadata.read('user-data')).text).toBe('#cloud-config\n')
    const leaves = await metadata.crawl('dynamic/')
    expect([...leaves.keys()]).toEqual(['document', 'pkcs7', 'rsa2048', 'signature'].map((name) => `dynamic/instance-identity/${name}`))
    expect(Object.keys(JSON.parse(leaves.get('dynamic/instance-identity/document') ?? ''))).toEqual(
      'accountId architecture availabilityZone billingProducts devpayProductCodes marketplaceProductCodes imageId instanceId instanceType kernelId pendingTime privateIp ramdiskId region version'.split(' '),
    )
  })
})
