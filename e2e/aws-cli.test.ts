import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cleanEnvironment, type CommandResult, isInstalled, removeFolder, type RolecallProcess, root, rootEnvironment, run, startRolecall } from './rolecall-process.ts'
import { ec2Trust, lookPolicy, policyOf } from './story.ts'

const hasCli = isInstalled('aws', '--version')
if (!hasCli) console.warn('The AWS CLI is not installed; its story is skipped.')

let rolecall: RolecallProcess
let environment: NodeJS.ProcessEnv

const aws = (...parameters: string[]): Promise<CommandResult> => run('aws', parameters, environment)

const text = async (...parameters: string[]): Promise<string> => {
  const result = await aws(...parameters, '--output', 'text')
  if (result.status !== 0) throw new Error(result.stderr)
  return result.stdout.trim()
}

/** `npx rolecall …`, by the program that npx finds. */
const cli = (...parameters: string[]): Promise<CommandResult> =>
  run(process.execPath, [join(root, 'apps/cli/bin/rolecall.js'), ...parameters], { ...cleanEnvironment(), ROLECALL_DATA_DIR: rolecall.dataDirectory })

const story = hasCli ? describe : describe.skip

story('the README with the plain AWS CLI', () => {
  let id: string

  beforeAll(async () => {
    rolecall = await startRolecall()
    environment = rootEnvironment(rolecall.edge)
  }, 60_000)

  afterAll(async () => {
    await rolecall.stop()
    removeFolder(rolecall.dataDirectory)
  })

  it('creates a role, its policy and a profile', async () => {
    await text('iam', 'create-role', '--role-name', 'app', '--assume-role-policy-document', ec2Trust)
    await text('iam', 'put-role-policy', '--role-name', 'app', '--policy-name', 'look', '--policy-document', lookPolicy)
    await text('iam', 'create-instance-profile', '--instance-profile-name', 'app')
    await text('iam', 'add-role-to-instance-profile', '--instance-profile-name', 'app', '--role-name', 'app')
    expect(await text('iam', 'get-instance-profile', '--instance-profile-name', 'app', '--query', 'InstanceProfile.Roles[0].RoleName')).toBe('app')
  }, 60_000)

  it('launches an instance and waits until it runs', async () => {
    const image = await text('ec2', 'describe-images', '--owners', 'amazon', '--filters', 'Name=name,Values=al2023-ami-2023*x86_64', '--query', 'Images[0].ImageId')
    expect(image).toMatch(/^ami-[0-9a-f]{17}$/)
    id = await text('ec2', 'run-instances', '--image-id', image, '--instance-type', 't3.micro', '--iam-instance-profile', 'Name=app', '--query', 'Instances[0].InstanceId')
    expect(await text('ec2', 'wait', 'instance-running', '--instance-ids', id)).toBe('')
  }, 60_000)

  it('finds the role on the instance, with no credentials configured', async () => {
    const identity = await cli('exec', id, '--', 'aws', 'sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text')
    expect(identity.stdout.trim()).toBe(`arn:aws:sts::123456789012:assumed-role/app/${id}`)
    const instances = await cli('exec', id, '--', 'aws', 'ec2', 'describe-instances', '--query', 'Reservations[].Instances[].InstanceId', '--output', 'text')
    expect(instances.stdout.trim()).toBe(id)
    const users = await cli('exec', id, '--', 'aws', 'iam', 'list-users')
    expect(users.status).not.toBe(0)
    expect(users.stderr).toContain(
      `An error occurred (AccessDenied) when calling the ListUsers operation: User: arn:aws:sts::123456789012:assumed-role/app/${id} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::123456789012:user/ because no identity-based policy allows the iam:ListUsers action`,
    )
    const explained = await cli('explain')
    expect(explained.stdout).toContain('missing in an identity-based policy: {"Effect":"Allow","Action":"iam:ListUsers","Resource":"arn:aws:iam::123456789012:user/"}')
  }, 60_000)

  it('goes on after time was moved', async () => {
    expect((await cli('clock', 'advance', '3h')).stdout).toContain('"offsetSeconds": 10800')
    const identity = await cli('exec', id, '--', 'aws', 'sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text')
    expect(identity.stdout.trim()).toBe(`arn:aws:sts::123456789012:assumed-role/app/${id}`)
    await cli('clock', 'reset')
  }, 60_000)

  it('runs a command in a network namespace where 169.254.169.254 is the metadata service', async () => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0 || !isInstalled('ip', 'netns')) {
      console.warn('Network namespaces need Linux, root and the ip command; skipped.')
      return
    }
    const token = "curl -s -X PUT -H 'x-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token"
    const read = `curl -s -H "x-aws-ec2-metadata-token: $(${token})" http://169.254.169.254/latest/meta-data/instance-id`
    const result = await cli('exec', '--netns', id, '--', 'sh', '-c', read)
    expect(result.stdout).toBe(id)
  }, 60_000)

  it('stops, starts, reboots and terminates', async () => {
    const state = (operation: string): Promise<string> => text('ec2', operation, '--instance-ids', id)
    expect(await state('stop-instances')).toContain('stopping')
    await text('ec2', 'wait', 'instance-stopped', '--instance-ids', id)
    expect((await cli('exec', id, '--', 'true')).stderr).toBe(`The instance ${id} is stopped; commands run on running instances.\n`)
    expect(await state('start-instances')).toContain('pending')
    await text('ec2', 'wait', 'instance-running', '--instance-ids', id)
    await state('reboot-instances')
    expect(await state('terminate-instances')).toContain('shutting-down')
    await text('ec2', 'wait', 'instance-terminated', '--instance-ids', id)
  }, 120_000)

  it('lets a user assume a role with the external id only', async () => {
    const partner = 'arn:aws:iam::123456789012:role/partner'
    const condition = { StringEquals: { 'sts:ExternalId': '4711' } }
    const trust = policyOf({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sts:AssumeRole', Condition: condition })
    await text('iam', 'create-user', '--user-name', 'deploy')
    await text('iam', 'put-user-policy', '--user-name', 'deploy', '--policy-name', 'assume', '--policy-document', policyOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: partner }))
    await text('iam', 'create-role', '--role-name', 'partner', '--assume-role-policy-document', trust)
    const [key = '', secret = ''] = (await text('iam', 'create-access-key', '--user-name', 'deploy', '--query', 'AccessKey.[AccessKeyId,SecretAccessKey]')).split('\t')
    const user = { ...environment, AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret }
    const assume = (...parameters: string[]): Promise<CommandResult> =>
      run('aws', ['sts', 'assume-role', '--role-arn', partner, '--role-session-name', 'deploy', '--output', 'text', '--query', 'AssumedRoleUser.Arn', ...parameters], user)
    expect((await assume('--external-id', '4711')).stdout.trim()).toBe('arn:aws:sts::123456789012:assumed-role/partner/deploy')
    for (const wrong of [[], ['--external-id', '4712']]) {
      expect((await assume(...wrong)).stderr).toContain(
        `An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::123456789012:user/deploy is not authorized to perform: sts:AssumeRole on resource: ${partner}`,
      )
    }
    const wrongSecret = await run('aws', ['sts', 'get-caller-identity'], { ...user, AWS_SECRET_ACCESS_KEY: 'wrong' })
    expect(wrongSecret.stderr).toContain('(SignatureDoesNotMatch)')
    const unknownKey = await run('aws', ['sts', 'get-caller-identity'], { ...user, AWS_ACCESS_KEY_ID: 'AKIARZPUZDIKAAAAAAAA' })
    expect(unknownKey.stderr).toContain('(InvalidClientTokenId)')
  }, 60_000)

  it('explains a refusal', async () => {
    const { stdout } = await cli('events', '--json', '--limit', '200')
    const refused = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { requestId: string; action?: string; status: number })
      .find((event) => event.action === 'AssumeRole' && event.status === 403)
    const explained = await cli('explain', refused?.requestId ?? '')
    expect(explained.stdout).toContain("Condition StringEquals sts:ExternalId: the policy has '4711', the request no such key")
  }, 60_000)

  it('generates the least privilege for what the role called', async () => {
    const generated = await cli('policy', 'generate', '--role', 'app', '--since', '1h')
    const { Statement } = JSON.parse(generated.stdout) as { Statement: object[] }
    expect(Statement).toContainEqual({ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } })
    expect(generated.stdout).not.toContain('iam:ListUsers')
    expect(generated.stderr).toContain('Left out as denied')
  }, 60_000)

  it('is built where npx looks', () => {
    expect(existsSync(join(root, 'node_modules/.bin/rolecall'))).toBe(true)
  })
})
