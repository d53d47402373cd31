import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cleanEnvironment, isInstalled, removeFolder, type RolecallProcess, root, run, startRolecall } from './rolecall-process.ts'
import { clientsOf, createProfile, launch } from './story.ts'

const hasBoto3 = isInstalled('python3', '-c', 'import boto3')
if (!hasBoto3) console.warn('python3 has no boto3; its story is skipped.')

const script = `
import boto3
from botocore.exceptions import ClientError
print(boto3.client('sts').get_caller_identity()['Arn'])
print(boto3.client('ec2').describe_instances()['Reservations'][0]['Instances'][0]['InstanceId'])
try:
    boto3.client('iam').list_users()
except ClientError as error:
    print(error.response['Error']['Code'])
`

const javascript = `
import { createRequire } from 'node:module'
const require = createRequire('${join(root, 'e2e', 'package.json')}')
const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts')
console.log((await new STSClient().send(new GetCallerIdentityCommand({}))).Arn)
`

let rolecall: RolecallProcess
let id: string

const onInstance = (...command: string[]) =>
  run(process.execPath, [join(root, 'apps/cli/bin/rolecall.js'), 'exec', id, '--', ...command], {
    ...cleanEnvironment(),
    ROLECALL_DATA_DIR: rolecall.dataDirectory,
  })

beforeAll(async () => {
  rolecall = await startRolecall()
  const { iam, ec2 } = clientsOf(rolecall.edge)
  await createProfile(iam, 'app')
  id = await launch(ec2, 'app')
}, 60_000)

afterAll(async () => {
  await rolecall.stop()
  removeFolder(rolecall.dataDirectory)
})

describe('programs on the instance with an empty client constructor', () => {
  const boto3 = hasBoto3 ? it : it.skip
  boto3('find the role through boto3', async () => {
    const { stdout, stderr } = await onInstance('python3', '-c', script)
    expect(`${stdout}${stderr}`.trim().split('\n')).toEqual([`arn:aws:sts::123456789012:assumed-role/app/${id}`, id, 'AccessDenied'])
  }, 60_000)

  it('find the role through the SDK for JavaScript', async () => {
    const { stdout } = await onInstance(process.execPath, '--input-type=module', '--no-warnings', '-e', javascript)
    expect(stdout.trim()).toBe(`arn:aws:sts::123456789012:assumed-role/app/${id}`)
  }, 60_000)
})
