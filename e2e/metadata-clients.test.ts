import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CreateKeyPairCommand, ModifyInstanceMetadataOptionsCommand, type ModifyInstanceMetadataOptionsRequest, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { type CommandResult, cleanEnvironment, isInstalled, removeFolder, type RolecallProcess, root, run, startRolecall } from './rolecall-process.ts'
import { clientsOf, createProfile, findImage } from './story.ts'

const hasNamespaces = process.platform === 'linux' && process.getuid?.() === 0 && isInstalled('ip', 'netns')
if (!hasNamespaces) console.warn('No network namespaces here (Linux, root, `ip`): the clients of 169.254.169.254 are skipped.')

/** A test of a client that may not be installed. */
const withClient = (name: string, isThere: boolean) => {
  if (!isThere) console.warn(`${name} is not installed: its story is skipped.`)
  return isThere ? it : it.skip
}

// Debian's cloud-init belongs to the system's own Python.
const systemPython = '/usr/bin/python3'

let rolecall: RolecallProcess
let id: string
let ec2: ReturnType<typeof clientsOf>['ec2']

const rolecallExec = (...parameters: string[]): Promise<CommandResult> =>
  run(process.execPath, [join(root, 'apps/cli/bin/rolecall.js'), 'exec', ...parameters], { ...cleanEnvironment(), ROLECALL_DATA_DIR: rolecall.dataDirectory })

/** Runs a command where 169.254.169.254 is the metadata service and nothing says so. */
const onInstance = (...command: string[]): Promise<CommandResult> => rolecallExec('--netns', id, '--', ...command)

const setOptions = (options: Omit<ModifyInstanceMetadataOptionsRequest, 'InstanceId'>) => ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: id, ...options }))

beforeAll(async () => {
  rolecall = await startRolecall()
  const clients = clientsOf(rolecall.edge)
  ec2 = clients.ec2
  await createProfile(clients.iam, 'app')
  await ec2.send(new CreateKeyPairCommand({ KeyName: 'laptop', KeyType: 'ed25519' }))
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: await findImage(ec2),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      KeyName: 'laptop',
      IamInstanceProfile: { Name: 'app' },
      UserData: Buffer.from('#cloud-config\nhostname: web\n').toString('base64'),
      MetadataOptions: { HttpTokens: 'required', InstanceMetadataTags: 'enabled' },
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }, { Key: 'empty', Value: '' }] }],
    }),
  )
  id = Instances?.[0]?.InstanceId ?? ''
}, 60_000)

afterAll(async () => {
  await rolecall.stop()
  removeFolder(rolecall.dataDirectory)
})

const story = hasNamespaces ? describe : describe.skip

story('unmodified clients of 169.254.169.254', () => {
  const arn = (): string => `arn:aws:sts::123456789012:assumed-role/app/${id}`

  it('find their role through the SDK for JavaScript', async () => {
    const script = `
      import { createRequire } from 'node:module'
      const require = createRequire('${join(root, 'e2e', 'package.json')}')
      const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts')
      console.log((await new STSClient().send(new GetCallerIdentityCommand({}))).Arn)`
    const { stdout, stderr } = await onInstance(process.execPath, '--input-type=module', '--no-warnings', '-e', script)
    expect(`${stdout}${stderr}`).toBe(`${arn()}\n`)
  }, 60_000)

  withClient('boto3', isInstalled('python3', '-c', 'import boto3'))('find their role through boto3', async () => {
    const { stdout, stderr } = await onInstance('python3', '-c', "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])")
    expect(`${stdout}${stderr}`).toBe(`${arn()}\n`)
  }, 60_000)

  const aws = withClient('The AWS CLI', isInstalled('aws', '--version'))
  const identity = ['aws', 'sts', 'get-caller-identity', '--output', 'text', '--query', 'Arn']

  aws('find their role through the AWS CLI', async () => {
    expect((await onInstance(...identity)).stdout).toBe(`${arn()}\n`)
  }, 60_000)

  aws('find it over IPv6, while that is enabled', async () => {
    const overIpv6 = ['env', 'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=IPv6', ...identity]
    expect((await onInstance(...overIpv6)).stderr).toContain('Unable to locate credentials')
    await setOptions({ HttpProtocolIpv6: 'enabled' })
    expect((await onInstance(...overIpv6)).stdout).toBe(`${arn()}\n`)
    await setOptions({ HttpProtocolIpv6: 'disabled' })
  }, 60_000)

  aws('get no token in a container, further away than the hop limit', async () => {
    const inContainer = async (): Promise<CommandResult> => rolecallExec('--netns', '--hops', '2', id, '--', ...identity)
    await setOptions({ HttpPutResponseHopLimit: 1 })
    expect((await inContainer()).stderr).toContain('Unable to locate credentials')
    await setOptions({ HttpPutResponseHopLimit: 2 })
    expect((await inContainer()).stdout).toBe(`${arn()}\n`)
    expect((await rolecallExec('--hops', '2', id, '--', 'true')).stderr).toBe('--hops needs --netns.\n')
  }, 60_000)

  aws('find nothing while the endpoint is disabled', async () => {
    await setOptions({ HttpEndpoint: 'disabled' })
    expect((await onInstance(...identity)).stderr).toContain('Unable to locate credentials')
    await setOptions({ HttpEndpoint: 'enabled' })
    expect((await onInstance(...identity)).stdout).toBe(`${arn()}\n`)
  }, 60_000)

  withClient('ec2-metadata', isInstalled('sh', '-c', 'command -v ec2-metadata'))('read their metadata through ec2-metadata', async () => {
    const { stdout } = await onInstance('ec2-metadata')
    const lines = stdout.split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'ami-launch-index: 0',
        'ami-manifest-path: (unknown)',
        'ancestor-ami-ids: not available',
        '\t ami: xvda',
        '\t root: /dev/xvda',
        `instance-id: ${id}`,
        'instance-type: t3.micro',
        'placement: us-east-1a',
        'product-codes: not available',
        'keyname:laptop',
        'index:0',
        'format:openssh-key',
        'security-groups: default',
        'user-data: #cloud-config',
        '\t Name: web',
        '\t empty: ',
      ]),
    )
    expect(lines.find((line) => line.startsWith('ssh-ed25519 '))).toMatch(/ laptop$/)
    expect(stdout).not.toMatch(/<\?xml|404/)
  }, 60_000)

  const cloudInit = withClient('cloud-init', isInstalled(systemPython, '-c', 'import cloudinit.sources.DataSourceEc2'))
  cloudInit('boot from the EC2 data source of cloud-init', async () => {
    const { stdout, stderr } = await onInstance(systemPython, join(root, 'e2e/cloud-init.py'))
    expect(stderr).toBe('')
    const { metadata, identity: document, ...found } = JSON.parse(stdout)
    expect(found).toMatchObject({
      found: true,
      address: 'http://169.254.169.254',
      version: '2021-03-23',
      instanceId: id,
      hostname: expect.stringMatching(/^ip-172-31-\d+-\d+$/),
      zone: 'us-east-1a',
      region: 'us-east-1',
      launchIndex: '0',
      keys: [expect.stringMatching(/^ssh-ed25519 \S+ laptop$/)],
      userData: '#cloud-config\nhostname: web\n',
      tags: { Name: 'web', empty: '' },
      root: 'xvda',
      network: { ethernets: { eth0: { dhcp4: true, dhcp6: false } } },
    })
    expect(document).toMatchObject({ instanceId: id, region: 'us-east-1', accountId: '123456789012', version: '2017-09-30' })
    expect(metadata).toMatchObject({
      'instance-id': id,
      'public-keys': { laptop: found.keys },
      iam: { info: { Code: 'Success', InstanceProfileArn: 'arn:aws:iam::123456789012:instance-profile/app' } },
    })
  }, 60_000)
})
