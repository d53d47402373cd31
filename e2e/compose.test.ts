import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { adminOf } from './admin.ts'
import { type CommandResult, isInstalled, root, run } from './rolecall-process.ts'
import { clientsOf, createProfile, launch } from './story.ts'

const images = ['node:20-bookworm-slim', 'postgres:17', 'redis:7']
const hasEngine = isInstalled('docker', 'info') && images.every((image) => isInstalled('docker', 'image', 'inspect', image))
if (!hasEngine) console.warn(`No Docker engine with ${images.join(', ')} here; the compose story is skipped.`)

const edge = 'http://127.0.0.1:4566'

// Compose is a plugin of docker, or a program of its own on older machines.
const compose = (...parameters: string[]): Promise<CommandResult> =>
  isInstalled('docker', 'compose', 'version') ? run('docker', ['compose', ...parameters], process.env) : run('docker-compose', parameters, process.env)

const program = `
import { createRequire } from 'node:module'
const require = createRequire('/rolecall/e2e/package.json')
const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts')
console.log((await new STSClient({ region: 'us-east-1' }).send(new GetCallerIdentityCommand({}))).Arn)
`

const application = (address: string): Promise<CommandResult> =>
  run(
    'docker',
    ['run', '--rm', '--network', 'rolecall-metadata', '--ip', address, '-e', 'AWS_ENDPOINT_URL=http://edge:4566', 'rolecall', 'node', '--input-type=module', '-e', program],
    process.env,
    root,
  )

const isHealthy = (): Promise<boolean> =>
  adminOf(edge)
    .health()
    .then(
      (answer) => answer.ok,
      () => false,
    )

const story = hasEngine ? describe : describe.skip

story('docker compose', () => {
  beforeAll(async () => {
    const up = await compose('up', '--build', '--detach')
    if (up.status !== 0) throw new Error(up.stderr)
    while (!(await isHealthy()));
  }, 600_000)

  afterAll(async () => {
    await compose('down', '--volumes')
  }, 120_000)

  it('gives a container on the metadata network the credentials of its instance', async () => {
    const { iam, ec2 } = clientsOf(edge)
    await createProfile(iam, 'app')
    const id = await launch(ec2, 'app')
    const body = JSON.stringify({ addresses: ['169.254.169.21'] })
    await fetch(`${edge}/_rolecall/instances/${id}/addresses`, { method: 'PUT', body })
    const arn = `arn:aws:sts::123456789012:assumed-role/app/${id}`
    expect((await application('169.254.169.21')).stdout.trim()).toBe(arn)
    await adminOf(edge).moveClock({ advanceSeconds: 3 * 3600 })
    expect((await application('169.254.169.21')).stdout.trim()).toBe(arn)
    const stranger = await application('169.254.169.99')
    expect(stranger.status).not.toBe(0)
    expect(stranger.stderr).toMatch(/Could not load credentials|CredentialsProviderError/)
  }, 120_000)
})
