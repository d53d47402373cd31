import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { adminOf, readCredentials } from './admin.ts'
import { type CommandResult, isInstalled, newFolder, removeFolder, type RolecallProcess, root, rootEnvironment, run, startRolecall } from './rolecall-process.ts'
import { clientsOf } from './story.ts'

const hasTerraform = isInstalled('terraform', 'version')
if (!hasTerraform) console.warn('Terraform is not installed; its story is skipped.')

const story = hasTerraform ? describe : describe.skip

story('Terraform', () => {
  let rolecall: RolecallProcess
  let folder: string
  const terraform = (...parameters: string[]): Promise<CommandResult> =>
    run('terraform', [...parameters, '-no-color'], { ...rootEnvironment(rolecall.edge), TF_IN_AUTOMATION: '1' }, folder)

  beforeAll(async () => {
    rolecall = await startRolecall()
    folder = newFolder()
    cpSync(join(root, 'e2e/terraform'), folder, { recursive: true })
  }, 60_000)

  afterAll(async () => {
    await rolecall.stop()
    removeFolder(folder)
    removeFolder(rolecall.dataDirectory)
  })

  it('applies the story, finds nothing to change, and destroys it', async () => {
    const init = await terraform('init', '-input=false')
    if (init.status !== 0) {
      // Without a provider at hand Terraform would have to download one, and tests use no network but loopback.
      console.warn(`Terraform has no AWS provider here; skipped. ${init.stderr.slice(0, 200)}`)
      return
    }
    const applied = await terraform('apply', '-auto-approve', '-input=false')
    expect({ status: applied.status, stderr: applied.stderr }).toEqual({ status: 0, stderr: '' })
    const plan = await terraform('plan', '-detailed-exitcode', '-input=false')
    expect({ status: plan.status, stdout: plan.status === 0 ? '' : plan.stdout }).toEqual({ status: 0, stdout: '' })
    const id = (await terraform('output', '-raw', 'instance_id')).stdout.trim()
    const { metadataEndpoint } = await adminOf(rolecall.edge).instance(id)
    const keys = await readCredentials(metadataEndpoint, 'tf-app')
    const { sts } = clientsOf(rolecall.edge, { accessKeyId: keys.AccessKeyId, secretAccessKey: keys.SecretAccessKey, sessionToken: keys.Token })
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:sts::123456789012:assumed-role/tf-app/${id}`)
    const destroyed = await terraform('destroy', '-auto-approve', '-input=false')
    expect({ status: destroyed.status, stderr: destroyed.stderr }).toEqual({ status: 0, stderr: '' })
  }, 300_000)
})
