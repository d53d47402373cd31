import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { addSeconds, createClock } from '@rolecall/clock'
import { Ids, seededRandom } from '@rolecall/ids'
import { createStore, type DeliveredCredentials, migrate, openDatabase } from '@rolecall/store'
// Testkit depends on this package, so its fixtures are taken as a file.
import {
  addInstance,
  addProfile,
  addRole,
  associateProfile,
  changeInstance,
  type InstanceFixture,
  trustEc2,
  trustNobody,
} from '../../testkit/src/instance-fixtures.ts'
import { issueInstanceCredentials, renewalDelaySeconds, renewalWindow, runDueRotations, Sealer } from './index.ts'

const schema = 'test_issue_instance_credentials'
const database = openDatabase({ url: process.env['ROLECALL_TEST_DATABASE_URL'] ?? '', schema, poolSize: 5 })
const clock = createClock()
const ids = new Ids(seededRandom(schema))
const store = createStore(database, clock)
const sealer = new Sealer({ store, ids, clock })
const settings = { lifetimeSeconds: 23_700 }
const world = { store, ids, clock }
const dependencies = { store, sealer, settings }

const start = new Date('2026-11-24T08:00:00.500Z')
const at = (seconds: number): Date => addSeconds(start, seconds)
const { closesAfter } = renewalWindow(settings)
const launchTime = { now: () => start }
const atLaunch = { ...world, clock: launchTime }

beforeAll(async () => {
  await database.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
  await migrate(database)
})
beforeEach(async () => {
  await store.transaction((inner) => inner.reset.everything())
})
afterAll(async () => {
  await database.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
  await database.close()
})

const issue = (instance: InstanceFixture, seconds: number) => issueInstanceCredentials(dependencies, [instance.id], at(seconds))
const get = async (instance: InstanceFixture, delivery: '1.0' | '2.0' = '2.0'): Promise<DeliveredCredentials> => {
  const found = await store.instanceCredentials.find(instance.id, delivery)
  if (!found) throw new Error('The instance has no credentials.')
  return found
}
const launch = async (trustPolicy?: string): Promise<InstanceFixture> => {
  const role = await addRole(atLaunch, 'web', trustPolicy)
  return addInstance(atLaunch, { profile: await addProfile(atLaunch, 'web', role.id) })
}

describe('issueInstanceCredentials', () => {
  it('gives each delivery a set of its own, for the whole lifetime, with the instance its own moment of renewal', async () => {
    const instance = await launch()
    expect(await issue(instance, 10)).toEqual({ issued: 1, failed: 0, removed: 0 })
    const [one, two] = [await get(instance, '1.0'), await get(instance, '2.0')]
    expect(one.accessKeyId).not.toBe(two.accessKeyId)
    for (const set of [one, two]) {
      expect(set).toMatchObject({ generation: 1, roleName: 'web', failureCode: null })
      expect(set.issuedAt?.toISOString()).toBe('2026-11-24T08:00:10.000Z')
      expect(set.expiresAt?.toISOString()).toBe('2026-11-24T14:35:10.000Z')
      expect(set.renewAt).toEqual(addSeconds(at(9.5), renewalDelaySeconds(instance.id, settings)))
    }
  })

  it('seals who the instance is and how it read them', async () => {
    const instance = await launch()
    await issue(instance, 0)
    const { token, accessKeyId, roleId } = await get(instance, '1.0')
    const opened = await sealer.openSession(token ?? '')
    expect(opened?.content).toEqual({
      kind: 'role',
      partition: 'aws',
      account: '123456789012',
      principalId: roleId,
      accessKeyId,
      name: instance.id,
      issuedAt: 1795507200,
      expiresAt: 1795530900,
      instance: {
        instanceArn: `arn:aws:ec2:us-east-1:123456789012:instance/${instance.id}`,
        roleDelivery: '1.0',
        vpcId: 'vpc-1',
        privateIp: '172.31.5.6',
      },
    })
  })

  it('changes nothing when done again', async () => {
    const instance = await launch()
    await issue(instance, 0)
    const before = await get(instance)
    expect(await issue(instance, 60)).toEqual({ issued: 0, failed: 0, removed: 0 })
    expect(await get(instance)).toEqual(before)
  })

  it('renews when a third is gone; the old set stays good', async () => {
    const instance = await launch()
    await issue(instance, 0)
    const before = await get(instance)
    await issue(instance, 7900)
    const after = await get(instance)
    expect(after.generation).toBe(2)
    expect(after.accessKeyId).not.toBe(before.accessKeyId)
    expect(await sealer.openSession(before.token ?? '')).toBeDefined()
  })

  it('lets one of many writers win, with both deliveries', async () => {
    const instance = await launch()
    const summaries = await Promise.all(Array.from({ length: 8 }, () => issue(instance, 0)))
    expect(summaries.reduce((sum, summary) => sum + summary.issued, 0)).toBe(1)
    expect([(await get(instance, '1.0')).generation, (await get(instance, '2.0')).generation]).toEqual([1, 1])
    const renewals = await Promise.all(Array.from({ length: 8 }, () => issue(instance, 8000)))
    expect(renewals.reduce((sum, summary) => sum + summary.issued, 0)).toBe(1)
    expect([(await get(instance, '1.0')).generation, (await get(instance, '2.0')).generation]).toEqual([2, 2])
  })

  it('follows a replaced profile at once', async () => {
    const instance = await launch()
    await issue(instance, 0)
    const role = await addRole(atLaunch, 'batch')
    const associationId = await associateProfile(atLaunch, instance.id, await addProfile(atLaunch, 'batch', role.id))
    await issue(instance, 1)
    expect(await get(instance)).toMatchObject({ generation: 2, roleName: 'batch', associationId })
  })

  it('forgets the credentials of a stopped instance and of one without a profile', async () => {
    const [stopped, bare] = [await launch(), await addInstance(atLaunch)]
    await issue(stopped, 0)
    await changeInstance(world, stopped.id, { state: 'stopped' })
    expect(await issue(stopped, 1)).toEqual({ issued: 0, failed: 0, removed: 1 })
    expect(await issue(bare, 1)).toEqual({ issued: 0, failed: 0, removed: 0 })
    expect(await store.instanceCredentials.find(stopped.id, '2.0')).toBeUndefined()
  })

  it('ignores instances that are gone', async () => {
    expect(await issueInstanceCredentials(dependencies, ['i-00000000000000000'], start)).toEqual({ issued: 0, failed: 0, removed: 0 })
  })
})

describe('when EC2 may not assume the role', () => {
  it('records the failure and tries again after 3, 6, 11 and 21 seconds', async () => {
    const instance = await launch(trustNobody)
    expect(await issue(instance, 0)).toEqual({ issued: 0, failed: 1, removed: 0 })
    expect(await get(instance)).toMatchObject({ failureCode: 'AssumeRoleUnauthorizedAccess', roleName: 'web', token: null, failureCount: 1 })
    const tries: number[] = []
    for (let second = 1; second <= 45; second += 1) if ((await issue(instance, second)).failed > 0) tries.push(second)
    expect(tries).toEqual([3, 9, 20, 41])
  })

  it('succeeds at the next try after the trust was mended', async () => {
    const instance = await launch(trustEc2('ecs-tasks.amazonaws.com'))
    await issue(instance, 0)
    await store.connection.prisma.role.updateMany({ data: { trustPolicy: trustEc2() } })
    expect((await issue(instance, 2)).issued).toBe(0)
    expect((await issue(instance, 3)).issued).toBe(1)
    expect(await get(instance)).toMatchObject({ failureCode: null, failedAt: null, failureCount: 0, generation: 2 })
  })

  it('also when resource control policies of its organization deny it', async () => {
    const instance = await launch()
    const key = { partition: 'aws', account: '123456789012' }
    const guard = (condition: object) => {
      const statement = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Resource: '*', Condition: condition }
      const document = JSON.stringify({ Version: '2012-10-17', Statement: statement })
      const resourceControlPolicies = [[{ name: 'guard', document }]]
      return store.accounts.setOrganization(key, { organizationId: null, isManagementAccount: false, serviceControlPolicies: [], resourceControlPolicies })
    }
    await store.accounts.ensure(key, start)
    await guard({})
    expect(await issue(instance, 0)).toEqual({ issued: 0, failed: 1, removed: 0 })
    await guard({ BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } })
    expect((await issue(instance, 3)).issued).toBe(1)
  })

  it('keeps the last good set until it ends', async () => {
    const instance = await launch()
    await issue(instance, 0)
    const good = await get(instance)
    await store.connection.prisma.role.updateMany({ data: { trustPolicy: trustNobody } })
    expect(await issue(instance, 7900)).toEqual({ issued: 0, failed: 1, removed: 0 })
    expect(await get(instance)).toMatchObject({ token: good.token, expiresAt: good.expiresAt, failureCode: 'AssumeRoleUnauthorizedAccess', failureCount: 1 })
    await issue(instance, 23_700)
    expect(await get(instance)).toMatchObject({ token: null, roleName: 'web', failureCount: 2 })
  })

  it('counts a trust policy that does not parse as one that trusts nobody', async () => {
    const instance = await launch('{')
    expect((await issue(instance, 0)).failed).toBe(1)
  })

  it('asks the trust policy with the keys of a service call', async () => {
    const trust = (value: string): string =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': value }, ArnLike: { 'aws:SourceArn': `arn:aws:ec2:us-east-1:${value}:instance/*` } },
          },
        ],
      })
    const instance = await launch(trust('123456789012'))
    expect((await issue(instance, 0)).issued).toBe(1)
    await store.connection.prisma.role.updateMany({ data: { trustPolicy: trust('999999999999') } })
    expect((await issue(instance, 7900)).failed).toBe(1)
  })
})

describe('when the profile has no role', () => {
  it('shows nothing while it never had one', async () => {
    const instance = await addInstance(atLaunch, { profile: await addProfile(atLaunch, 'empty', null) })
    expect((await issue(instance, 0)).failed).toBe(1)
    expect(await get(instance)).toMatchObject({ failureCode: 'InstanceProfileWithoutRole', roleId: null, roleName: null, token: null })
  })

  it('remembers, when next due, that there was one', async () => {
    const instance = await launch()
    await issue(instance, 0)
    await store.connection.prisma.instanceProfile.updateMany({ data: { roleId: null } })
    expect((await issue(instance, 60)).failed).toBe(0)
    expect((await issue(instance, 7900)).failed).toBe(1)
    expect(await get(instance)).toMatchObject({ failureCode: 'InstanceProfileWithoutRole', roleName: 'web', token: null })
  })

  it('says so when the profile itself is gone', async () => {
    const instance = await launch()
    await store.connection.prisma.instanceProfile.deleteMany()
    await issue(instance, 0)
    expect((await get(instance)).failureCode).toBe('InstanceProfileNotFound')
  })

  it('takes up another role that was put into it, when next due', async () => {
    const instance = await launch()
    await issue(instance, 0)
    const role = await addRole(atLaunch, 'other')
    await store.connection.prisma.instanceProfile.updateMany({ data: { roleId: role.id } })
    await issue(instance, 7899)
    expect((await get(instance)).roleName).toBe('web')
    await issue(instance, 7900)
    expect((await get(instance)).roleName).toBe('other')
  })
})

describe('runDueRotations', () => {
  it('brings every instance to what is due, in pages, and then finds nothing more', async () => {
    const role = await addRole(atLaunch, 'fleet')
    const profile = await addProfile(atLaunch, 'fleet', role.id)
    await database.pool.query(
      `INSERT INTO ec2_instances (id, partition, account, region, reservation_id, launch_index, state, state_from, state_changed_at, launched_at, metadata_options, tags, document, revision)
        SELECT 'i-' || lpad(n::text, 17, '0'), 'aws', '123456789012', 'us-east-1', 'r-1', 0, CASE WHEN n % 10 = 0 THEN 'stopped' ELSE 'running' END, 'pending', $1, $1, '{}', '[]', '{}', 1
        FROM generate_series(1, 1200) AS n`,
      [start],
    )
    await database.pool.query(
      `INSERT INTO ec2_profile_associations SELECT 'iip-assoc-' || id, id, partition, account, region, $1, $2, 'associated', launched_at, true FROM ec2_instances`,
      [profile.id, profile.arn],
    )
    expect(await runDueRotations(dependencies, at(0))).toEqual({ issued: 1080, failed: 0, removed: 0 })
    expect(await runDueRotations(dependencies, at(7899))).toEqual({ issued: 0, failed: 0, removed: 0 })
    const middle = await runDueRotations(dependencies, at(11_850))
    expect(middle.issued).toBeGreaterThan(400)
    expect(middle.issued).toBeLessThan(700)
    expect(await runDueRotations(dependencies, at(closesAfter))).toEqual({ issued: 1080 - middle.issued, failed: 0, removed: 0 })
    expect(await runDueRotations(dependencies, at(closesAfter))).toEqual({ issued: 0, failed: 0, removed: 0 })
  })

  it('issues again what was issued in a future that the clock came back from', async () => {
    const instance = await launch()
    await issue(instance, 100_000)
    expect(await runDueRotations(dependencies, at(0))).toEqual({ issued: 1, failed: 0, removed: 0 })
    expect((await get(instance)).issuedAt).toEqual(new Date(Math.floor(start.getTime() / 1000) * 1000))
  })

  it('renews what was issued for much longer than the lifetime is set to now', async () => {
    const instance = await launch()
    await issueInstanceCredentials({ ...dependencies, settings: { lifetimeSeconds: 1_000_000 } }, [instance.id], at(0))
    expect(await runDueRotations(dependencies, at(1))).toEqual({ issued: 1, failed: 0, removed: 0 })
    expect((await get(instance)).expiresAt?.toISOString()).toBe('2026-11-24T14:35:01.000Z')
  })

  it('gives an instance that was started again new credentials after its old ones were removed', async () => {
    const instance = await launch()
    await issue(instance, 0)
    await changeInstance(world, instance.id, { state: 'stopped' })
    expect(await runDueRotations(dependencies, at(closesAfter))).toEqual({ issued: 0, failed: 0, removed: 1 })
    expect(await runDueRotations(dependencies, at(closesAfter + 1))).toEqual({ issued: 0, failed: 0, removed: 0 })
    await changeInstance(world, instance.id, { state: 'running', launchedAt: at(closesAfter + 2) })
    expect(await runDueRotations(dependencies, at(closesAfter + 3))).toEqual({ issued: 1, failed: 0, removed: 0 })
  })

  it('finds a profile that took the place of another', async () => {
    const instance = await launch()
    await runDueRotations(dependencies, at(0))
    await associateProfile(atLaunch, instance.id, await addProfile(atLaunch, 'batch', (await addRole(atLaunch, 'batch')).id))
    expect(await runDueRotations(dependencies, at(1))).toEqual({ issued: 1, failed: 0, removed: 0 })
    expect(await runDueRotations(dependencies, at(2))).toEqual({ issued: 0, failed: 0, removed: 0 })
  })

  it('issues for a role that was deleted and created again when the instance is due, by its new id', async () => {
    const instance = await launch()
    await issue(instance, 0)
    const { roleId } = await get(instance)
    await store.connection.prisma.role.deleteMany()
    const role = await addRole(atLaunch, 'web')
    await store.connection.prisma.instanceProfile.updateMany({ data: { roleId: role.id } })
    await runDueRotations(dependencies, at(closesAfter))
    expect(role.id).not.toBe(roleId)
    expect(await get(instance)).toMatchObject({ generation: 2, roleId: role.id, roleName: 'web' })
  })

  it('removes what belongs to instances that are gone', async () => {
    const instance = await launch()
    await issue(instance, 0)
    await store.connection.prisma.instance.deleteMany()
    expect(await runDueRotations(dependencies, at(closesAfter))).toEqual({ issued: 0, failed: 0, removed: 1 })
    expect(await runDueRotations(dependencies, at(closesAfter))).toEqual({ issued: 0, failed: 0, removed: 0 })
  })
})
