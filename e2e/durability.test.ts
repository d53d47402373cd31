import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { CreateRoleCommand, GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam'
import { newFolder, removeFolder, type RolecallProcess, startRolecall } from './rolecall-process.ts'
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

const missingRoles = async (rolecall: RolecallProcess, names: string[]): Promise<string[]> => {
  const { iam } = clientsOf(rolecall.edge)
  const missing: string[] = []
  for (const RoleName of names) {
    await iam.send(new GetRoleCommand({ RoleName })).catch(() => missing.push(RoleName))
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
})
