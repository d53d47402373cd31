import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { loopbackAddress } from '@rolecall/ids'
import {
  addInstance,
  addProfile,
  addRole,
  associateProfile,
  changeInstance,
  createTestWorld,
  type InstanceFixture,
  type ProfileFixture,
  type RoleFixture,
  type TestWorld,
  trustEc2,
  trustNobody,
} from '@rolecall/testkit'
import { rawCall, type RawAnswer } from '../../test/raw-call.ts'
import { createImds, type Imds } from '../imds.module.ts'

let world: TestWorld
let imds: Imds
let port: number
let number = 0
let role: RoleFixture
let profile: ProfileFixture
let instance: InstanceFixture

beforeAll(async () => {
  world = await createTestWorld({ name: 'imds profile' })
  imds = await createImds({ ...world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 0 } })
  port = await imds.listen(0, '127.0.0.1')
})
afterAll(async () => {
  await imds.close()
  await world.close()
})
beforeEach(async () => {
  number += 1
  role = await addRole(world, `role-${number}`)
  profile = await addProfile(world, `profile-${number}`, role.id)
  instance = await addInstance(world, { profile })
})

const read = (path: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  rawCall(`/latest/meta-data/iam${path}`, { port, host: loopbackAddress(instance.addressNumber), headers })
const readWithToken = async (path: string): Promise<RawAnswer> => {
  const headers = { 'X-aws-ec2-metadata-token-ttl-seconds': '60' }
  const token = await rawCall('/latest/api/token', { port, host: loopbackAddress(instance.addressNumber), method: 'PUT', headers })
  return read(path, { 'X-aws-ec2-metadata-token': token.text })
}
const credentials = async (name = role.name): Promise<Record<string, string>> => JSON.parse((await read(`/security-credentials/${name}`)).text)
const hours = (count: number): number => count * 3600

const setTrust = async (trustPolicy: string): Promise<void> => {
  await world.store.connection.prisma.role.update({ where: { id: role.id }, data: { trustPolicy } })
}

describe('the documents', () => {
  it('have the recorded layout', async () => {
    expect((await read('/')).text).toBe('info\nsecurity-credentials/')
    expect((await read('/security-credentials/')).text).toBe(role.name)
    expect((await read('/security-credentials')).text).toBe(role.name)
    expect((await read('/info')).text).toMatch(
      /^\{\n {2}"Code" : "Success",\n {2}"LastUpdated" : "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",\n {2}"InstanceProfileArn" : "arn:aws:iam::123456789012:instance-profile\/profile-\d+",\n {2}"InstanceProfileId" : "AIPA\w{17}"\n\}$/,
    )
    expect((await read(`/security-credentials/${role.name}`)).text).toMatch(
      /^\{\n {2}"Code" : "Success",\n {2}"LastUpdated" : "[^"]{20}",\n {2}"Type" : "AWS-HMAC",\n {2}"AccessKeyId" : "ASIA\w{16}",\n {2}"SecretAccessKey" : "[A-Za-z0-9+/]{40}",\n {2}"Token" : "[A-Za-z0-9+/=]+",\n {2}"Expiration" : "[^"]{20}"\n\}$/,
    )
  })

  it('are absent without a profile, for other names and for the extended path', async () => {
    expect((await read('/security-credentials/other')).status).toBe(404)
    expect((await read(`/security-credentials-extended/${role.name}`)).status).toBe(404)
    await associateProfile(world, instance.id)
    for (const path of ['', '/', '/info', '/security-credentials/', `/security-credentials/${role.name}`]) expect((await read(path)).status).toBe(404)
    const listing = await rawCall('/latest/meta-data/', { port, host: loopbackAddress(instance.addressNumber) })
    expect(listing.text.split('\n')).not.toContain('iam/')
  })

  it('carry keys whose session says what the reader used', async () => {
    const [one, two] = [await credentials(), JSON.parse((await readWithToken(`/security-credentials/${role.name}`)).text)]
    expect(one['AccessKeyId']).not.toBe(two.AccessKeyId)
    expect(two.Expiration).toBe(one['Expiration'])
    const opened = await Promise.all([one, two].map((keys) => world.sealer.openSession(keys.Token)))
    expect(opened.map((session) => session?.content.instance?.roleDelivery)).toEqual(['1.0', '2.0'])
    expect(opened[0]?.secretAccessKey).toBe(one['SecretAccessKey'])
    expect(opened[0]?.content).toMatchObject({ name: instance.id, principalId: role.id, kind: 'role' })
  })

  it('last 6 hours and 35 minutes', async () => {
    const keys = await credentials()
    const seconds = (Date.parse(keys['Expiration'] ?? '') - Date.parse(keys['LastUpdated'] ?? '')) / 1000
    expect(seconds).toBe(23_700)
  })
})

describe('without any rotation running', () => {
  it('all readers see one set until a third of its life is gone, then the next', async () => {
    const first = await credentials()
    expect(await credentials()).toEqual(first)
    await world.advance(hours(2))
    expect(await credentials()).toEqual(first)
    await world.advance(hours(1))
    const second = await credentials()
    expect(second['AccessKeyId']).not.toBe(first['AccessKeyId'])
    expect((await world.sealer.openSession(first['Token'] ?? ''))?.content.expiresAt).toBe(Date.parse(first['Expiration'] ?? '') / 1000)
  })

  it('many readers at the moment of renewal see the same new set', async () => {
    await credentials()
    await world.advance(hours(7))
    const sets = await Promise.all(Array.from({ length: 20 }, () => credentials()))
    expect(new Set(sets.map((set) => set['AccessKeyId'])).size).toBe(1)
    expect(Date.parse(sets[0]?.['Expiration'] ?? '')).toBeGreaterThan(world.clock.nowMilliseconds())
  })

  it('a replaced profile shows with the next request', async () => {
    const before = await credentials()
    const other = await addRole(world, `other-${number}`)
    await associateProfile(world, instance.id, await addProfile(world, `other-${number}`, other.id))
    expect((await read('/security-credentials/')).text).toBe(other.name)
    expect((await credentials(other.name))['AccessKeyId']).not.toBe(before['AccessKeyId'])
    expect((await read('/info')).text).toContain(`instance-profile/other-${number}"`)
    expect((await read(`/security-credentials/${role.name}`)).status).toBe(404)
  })

  it('a new start brings new credentials', async () => {
    const before = await credentials()
    await world.advance(60)
    await changeInstance(world, instance.id, { launchedAt: world.clock.now() })
    expect((await credentials())['AccessKeyId']).not.toBe(before['AccessKeyId'])
  })
})

describe('when the role cannot be assumed', () => {
  it('info stays good, the role is listed, and the credentials say why there are none', async () => {
    await setTrust(trustNobody)
    expect((await read('/info')).text).toContain('"Code" : "Success"')
    expect((await read('/security-credentials/')).text).toBe(role.name)
    const answer = await read(`/security-credentials/${role.name}`)
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(
      new RegExp(
        `^\\{\\n  "Code" : "AssumeRoleUnauthorizedAccess",\\n  "Message" : "EC2 cannot assume the role ${role.name}\\.  Please see documentation at https://docs\\.aws\\.amazon\\.com/IAM/latest/UserGuide/troubleshoot_iam-ec2\\.html#troubleshoot_iam-ec2_errors-info-doc\\.",\\n  "LastUpdated" : "[^"]{20}"\\n\\}$`,
      ),
    )
  })

  it('tries again by itself, later each time', async () => {
    await setTrust(trustNobody)
    await credentials()
    await setTrust(trustEc2())
    expect((await credentials())['Code']).toBe('AssumeRoleUnauthorizedAccess')
    await world.advance(3)
    expect((await credentials())['Code']).toBe('Success')
  })

  it('keys in hand stay published until they end', async () => {
    const before = await credentials()
    await setTrust(trustNobody)
    await world.advance(hours(3))
    expect(await credentials()).toEqual(before)
    await world.advance(hours(4))
    expect((await credentials())['Code']).toBe('AssumeRoleUnauthorizedAccess')
  })

  it('a profile that never had a role shows nothing, one that lost it says so', async () => {
    await credentials()
    await world.store.connection.prisma.instanceProfile.update({ where: { id: profile.id }, data: { roleId: null } })
    expect((await credentials())['Code']).toBe('Success')
    await world.advance(hours(3))
    expect((await read('/')).text).toBe('info')
    expect(JSON.parse((await read('/info')).text)).toMatchObject({ Code: 'Success', Message: expect.stringMatching(/^Instance Profile does not contain a role\. {2}Please see/) })
    await associateProfile(world, instance.id, await addProfile(world, `empty-${number}`, null))
    expect((await read('/')).status).toBe(404)
  })

  it('a profile that was deleted is named by its id', async () => {
    await credentials()
    await world.store.connection.prisma.instanceProfile.delete({ where: { id: profile.id } })
    await world.advance(hours(3))
    expect(JSON.parse((await read('/info')).text)).toMatchObject({
      Code: 'InstanceProfileNotFound',
      Message: expect.stringContaining(`Instance Profile with Id ${profile.id} cannot be found.  Please see`),
    })
  })
})

it('serves the default credential chain of the SDK for JavaScript', async () => {
  const script = `import { STSClient } from '@aws-sdk/client-sts'
    console.log(JSON.stringify(await new STSClient({}).config.credentials()))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: {
      HOME: '/nonexistent',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://${loopbackAddress(instance.addressNumber)}:${port}`,
    },
  })
  const keys = JSON.parse(stdout)
  const opened = await world.sealer.openSession(keys.sessionToken)
  expect(opened?.secretAccessKey).toBe(keys.secretAccessKey)
  expect(opened?.content).toMatchObject({ name: instance.id, instance: { roleDelivery: '2.0' } })
})
