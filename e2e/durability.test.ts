import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, it } from '@jest/globals'
import { CreateRoleCommand, GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam'
import { startEmbeddedPostgres } from '@rolecall/database'
import { Replica } from './cluster.ts'
import { cleanEnvironment, newFolder, removeFolder, type RolecallProcess, startRolecall } from './rolecall-process.ts'
import { clientsOf, ec2Trust } from './story.ts'

const folders: string[] = []

afterAll(() => folders.forEach(removeFolder))

const dataDirectory = (): string => {
  const folder = newFolder()
  folders.push(folder)
  return join(folder, 'data')
}

const writeCount = 1000
const lanes = 8

/** Creates roles until something breaks; remembers each that was answered. */
const writeUntilBroken = async (iam: IAMClient, interrupt: (answered: number) => void): Promise<string[]> => {
  const answered: string[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < writeCount) {
      next += 1
      const RoleName = `role-${next}`
      try {
        await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: ec2Trust }))
      } catch {
        return
      }
      answered.push(RoleName)
      interrupt(answered.length)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return answered
}

/** Creates roles until a thousand were answered, whatever breaks meanwhile; says which. */
const writeThroughout = async (iam: IAMClient, interrupt: (answered: number) => void): Promise<string[]> => {
  const answered: string[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (answered.length < writeCount) {
      next += 1
      const RoleName = `role-${next}`
      const isAnswered = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: ec2Trust })).then(
        () => true,
        () => false,
      )
      if (!isAnswered) await delay(20)
      else interrupt(answered.push(RoleName))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return answered
}

const missingRoles = async (rolecall: Pick<RolecallProcess, 'edge'>, names: string[]): Promise<string[]> => {
  const { iam } = clientsOf(rolecall.edge)
  const missing: string[] = []
  for (let start = 0; start < names.length; start += lanes) {
    const some = names.slice(start, start + lanes)
    await Promise.all(some.map((RoleName) => iam.send(new GetRoleCommand({ RoleName })).catch(() => missing.push(RoleName))))
  }
  return missing
}

const filesNamed = (name: string, directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => basename(path) === name)
    .map((path) => join(directory, path))

/** The server of this data directory and of no other: run by root, its data lies elsewhere and `moved.txt` says where. */
const postmasterId = (directory: string): number => {
  const [note] = filesNamed('moved.txt', directory)
  const data = note === undefined ? directory : readFileSync(note, 'utf8').split('\n', 1).join('')
  const [file = 'no postmaster.pid'] = filesNamed('postmaster.pid', data)
  return Number(readFileSync(file, 'utf8').split('\n', 1)[0])
}

describe('answered writes', () => {
  it('survive kill -9 of Rolecall, and the next start needs no repair', async () => {
    const directory = dataDirectory()
    const first = await startRolecall({ dataDirectory: directory })
    const answered = await writeUntilBroken(clientsOf(first.edge).iam, (count) => {
      if (count === 300) void first.kill()
    })
    expect(answered.length).toBeGreaterThanOrEqual(300)
    expect(answered.length).toBeLessThan(writeCount)
    const second = await startRolecall({ dataDirectory: directory })
    expect(await missingRoles(second, answered)).toEqual([])
    await second.stop()
  }, 90_000)

  it('survive kill -9 of Postgres, which comes back by itself', async () => {
    const directory = dataDirectory()
    const rolecall = await startRolecall({ dataDirectory: directory })
    const answered = await writeUntilBroken(clientsOf(rolecall.edge).iam, (count) => {
      if (count === 300) process.kill(postmasterId(directory), 'SIGKILL')
    })
    expect(answered.length).toBeGreaterThanOrEqual(300)
    await rolecall.stop()
    const second = await startRolecall({ dataDirectory: directory })
    expect(await missingRoles(second, answered)).toEqual([])
    await second.stop()
  }, 90_000)

  it('survive Ctrl-C, which ends everything within five seconds', async () => {
    const directory = dataDirectory()
    const first = await startRolecall({ dataDirectory: directory })
    await clientsOf(first.edge).iam.send(new CreateRoleCommand({ RoleName: 'kept', AssumeRolePolicyDocument: ec2Trust }))
    expect(existsSync(join(directory, 'endpoints.json'))).toBe(true)
    const { code, milliseconds } = await first.stop()
    expect(code).toBe(0)
    expect(milliseconds).toBeLessThan(5000)
    expect(existsSync(join(directory, 'endpoints.json'))).toBe(false)
    const second = await startRolecall({ dataDirectory: directory })
    expect(await missingRoles(second, ['kept'])).toEqual([])
    await second.stop()
  }, 90_000)

  it('survive kill -9 of each service that runs by itself, in turn, and each serves again', async () => {
    const postgres = await startEmbeddedPostgres({ directory: dataDirectory() })
    const environment = { ...cleanEnvironment(), DATABASE_URL: postgres.url, ROLECALL_PORT: '0', ROLECALL_IMDS_PORT: '0' }
    const start = (app: string, more: NodeJS.ProcessEnv = {}): Promise<Replica> => new Replica(app, { ...environment, ...more }).start()
    const [iam, sts, ec2, imds, rotation] = await Promise.all([start('iam'), start('sts'), start('ec2'), start('imds'), start('rotation')])
    const edge = await start('edge', {
      ROLECALL_SERVICE_URLS: `iam=${iam.endpoint} sts=${sts.endpoint} ec2=${ec2.endpoint}`,
      ROLECALL_IMDS_URL: imds.endpoint,
      ROLECALL_IMDS_PORT: `${imds.port}`,
    })
    const victims = [iam, edge, sts, ec2, imds, rotation]
    const restarts: Promise<unknown>[] = []
    try {
      const answered = await writeThroughout(clientsOf(edge.endpoint).iam, (count) => {
        const victim = count % 100 === 0 ? victims.shift() : undefined
        if (victim !== undefined) restarts.push(victim.end().then(() => victim.start()))
      })
      await Promise.all(restarts)
      expect(victims).toEqual([])
      expect(await missingRoles({ edge: edge.endpoint }, answered)).toEqual([])
    } finally {
      await Promise.all([iam, edge, sts, ec2, imds, rotation].map((replica) => replica.end('SIGTERM')))
      await postgres.stop()
    }
  }, 300_000)
})
