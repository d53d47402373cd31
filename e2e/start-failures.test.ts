import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { failToStart, newFolder, removeFolder } from './rolecall-process.ts'

let folder: string

beforeAll(() => {
  folder = newFolder()
})

afterAll(() => removeFolder(folder))

const lines = (output: string): string[] => output.split('\n').filter((line) => line !== '' && !line.startsWith('Made a new database'))

describe('a start that cannot succeed says why in one line and exits with 1', () => {
  it.each([
    ['ROLECALL_PORT', '127.0.0.1'],
    // The metadata service listens on all of 127.0.0.0/8, an address for each instance.
    ['ROLECALL_IMDS_PORT', '0.0.0.0'],
  ])('for a busy %s', async (setting, address) => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const { code, output } = await failToStart({ dataDirectory: join(folder, 'busy'), environment: { [setting]: String(port) } })
    server.close()
    expect(code).toBe(1)
    expect(lines(output)).toEqual([
      `The address ${address}:${port} is in use. Stop what listens there, or choose other ports with ROLECALL_PORT and ROLECALL_IMDS_PORT.`,
    ])
  }, 60_000)

  it('for an address that is not of this machine', async () => {
    const { code, output } = await failToStart({ dataDirectory: join(folder, 'foreign'), environment: { ROLECALL_HOST: '192.0.2.1' } })
    expect(code).toBe(1)
    expect(lines(output)).toEqual([
      'Rolecall cannot start: listen EADDRNOTAVAIL: address not available 192.0.2.1. Choose another address with ROLECALL_HOST, ROLECALL_PORT and ROLECALL_IMDS_PORT.',
    ])
  }, 60_000)

  it('for a data directory that is a file', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const { code, output } = await failToStart({ dataDirectory: join(file, 'data') })
    expect(code).toBe(1)
    expect(lines(output)).toHaveLength(1)
    expect(output).toContain(file)
  }, 60_000)

  it('for a data directory that cannot be written', async () => {
    let closed = join(folder, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o500)
    // Root can write everywhere but where Linux keeps no files.
    if (process.getuid?.() === 0) closed = '/proc'
    const { code, output } = await failToStart({ dataDirectory: join(closed, 'data') })
    expect(code).toBe(1)
    expect(lines(output)).toHaveLength(1)
    expect(output).toMatch(/^Rolecall cannot start: The database folder \S+ cannot be written: /)
  }, 60_000)

  it('for a DATABASE_URL where nothing listens', async () => {
    const { code, output } = await failToStart({
      dataDirectory: join(folder, 'remote'),
      environment: { DATABASE_URL: 'postgresql://nobody:secret@127.0.0.1:1/nothing' },
    })
    expect(code).toBe(1)
    expect(lines(output)).toHaveLength(1)
    expect(output).toMatch(/^The database at DATABASE_URL cannot be used: connect ECONNREFUSED 127\.0\.0\.1:1/)
    expect(output).not.toContain('secret')
  }, 60_000)

  it.each([
    ['DATABASE_URL', 'nobody:secret@127.0.0.1', 'postgresql://user:password@host:5432/name'],
    ['DATABASE_URL', 'mysql://nobody:secret@127.0.0.1/', 'postgresql://user:password@host:5432/name'],
    ['REDIS_URL', '127.0.0.1:secret', 'redis://host:6379'],
  ])('for a %s that is none', async (setting, value, example) => {
    const { code, output } = await failToStart({ dataDirectory: join(folder, 'url'), environment: { [setting]: value } })
    expect(code).toBe(1)
    expect(lines(output)).toEqual([`Rolecall cannot start: ${setting} must be a URL such as ${example}.`])
  }, 60_000)

  it('for a REDIS_URL where nothing listens', async () => {
    const { code, output } = await failToStart({ dataDirectory: join(folder, 'redis'), environment: { REDIS_URL: 'redis://127.0.0.1:1' } })
    expect(code).toBe(1)
    expect(lines(output)).toEqual(['Rolecall cannot start: Redis at 127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1'])
  }, 60_000)

  it('for a setting that makes no sense', async () => {
    const { code, output } = await failToStart({ dataDirectory: join(folder, 'setting'), environment: { ROLECALL_ENFORCEMENT: 'maybe' } })
    expect(code).toBe(1)
    expect(lines(output)).toEqual(["Rolecall cannot start: ROLECALL_ENFORCEMENT must be enforce, audit or off, not 'maybe'."])
  }, 60_000)
})
