import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { adminOf, readCredentials } from './admin.ts'
import { cleanEnvironment, type CommandResult, isInstalled, newFolder, removeFolder, type RolecallProcess, root, rootEnvironment, run, startRolecall } from './rolecall-process.ts'
import { clientsOf } from './story.ts'

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Where machines keep providers besides the places that Terraform searches by itself. */
const findMirror = (): string | undefined => {
  const named = process.env['ROLECALL_TEST_TERRAFORM_PLUGINS']
  if (named !== undefined) return named
  const parents = ['/opt', '/usr/lib', '/usr/local/lib', '/usr/local/share', '/usr/share', '/var/lib', homedir()]
  const folders = parents.flatMap((parent) => namesIn(parent).map((name) => join(parent, name)))
  return folders.find((folder) => existsSync(join(folder, 'registry.terraform.io', 'hashicorp', 'aws')))
}

const folder = newFolder()
cpSync(join(root, 'e2e/terraform'), folder, { recursive: true })

/** Says why there is no story; undefined when Terraform has all it needs. */
const initialise = (): string | undefined => {
  if (!isInstalled('terraform', 'version')) return 'Terraform is not installed'
  const mirror = findMirror()
  const place = mirror === undefined ? [] : [`-plugin-dir=${mirror}`]
  const { status, stderr } = spawnSync('terraform', ['init', '-input=false', '-no-color', ...place], { cwd: folder, encoding: 'utf8', env: cleanEnvironment() })
  return status === 0 ? undefined : `Terraform finds no AWS provider (ROLECALL_TEST_TERRAFORM_PLUGINS may name a folder with it): ${stderr.trim().slice(0, 200)}`
}

const lacking = initialise()
if (lacking !== undefined) {
  console.warn(`${lacking}; its story is skipped.`)
  removeFolder(folder)
}

const story = lacking === undefined ? describe : describe.skip

story('Terraform', () => {
  let rolecall: RolecallProcess
  const terraform = (...parameters: string[]): Promise<CommandResult> =>
    run('terraform', [...parameters, '-no-color'], { ...rootEnvironment(rolecall.edge), TF_IN_AUTOMATION: '1' }, folder)

  beforeAll(async () => {
    rolecall = await startRolecall()
  }, 60_000)

  afterAll(async () => {
    await rolecall.stop()
    removeFolder(rolecall.dataDirectory)
    removeFolder(folder)
  })

  const expectNoChange = async (...parameters: string[]): Promise<void> => {
    const plan = await terraform('plan', '-detailed-exitcode', '-input=false', ...parameters)
    expect({ status: plan.status, stdout: plan.status === 0 ? '' : plan.stdout }).toEqual({ status: 0, stdout: '' })
  }

  it('applies the story, finds nothing to change, gives the instance another profile, and destroys it', async () => {
    const applied = await terraform('apply', '-auto-approve', '-input=false')
    expect(applied).toMatchObject({ status: 0, stdout: expect.stringContaining('21 added, 0 changed, 0 destroyed') })
    await expectNoChange()
    const id = (await terraform('output', '-raw', 'instance_id')).stdout.trim()
    const { metadataEndpoint } = await adminOf(rolecall.edge).instance(id)
    const keys = await readCredentials(metadataEndpoint, 'tf-app')
    const { sts } = clientsOf(rolecall.edge, { accessKeyId: keys.AccessKeyId, secretAccessKey: keys.SecretAccessKey, sessionToken: keys.Token })
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:sts::123456789012:assumed-role/tf-app/${id}`)
    const other = '-var=profile=tf-other'
    const changed = await terraform('apply', '-auto-approve', '-input=false', other)
    expect(changed).toMatchObject({ status: 0, stdout: expect.stringContaining('0 added, 2 changed, 0 destroyed') })
    await expectNoChange(other)
    const destroyed = await terraform('destroy', '-auto-approve', '-input=false')
    expect(destroyed).toMatchObject({ status: 0, stdout: expect.stringContaining('21 destroyed') })
  }, 600_000)
})
