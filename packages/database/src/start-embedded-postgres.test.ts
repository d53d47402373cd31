import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { DatabaseStartError, type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './index.ts'

let base = ''
let running: EmbeddedPostgres[] = []

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'rolecall-database-'))
  chmodSync(base, 0o755)
})

afterEach(async () => {
  await Promise.all(running.map((database) => database.stop()))
  running = []
})

afterAll(() => {
  rmSync(base, { recursive: true, force: true })
})

const start = async (directory: string, options: Omit<EmbeddedPostgresOptions, 'directory'> = {}): Promise<EmbeddedPostgres> => {
  const database = await startEmbeddedPostgres({ directory, isDurable: false, ...options })
  running.push(database)
  return database
}

const query = async (url: string | undefined, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const refusal = async (start: Promise<unknown>): Promise<string> => {
  const error = await start.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  expect(error).toBeInstanceOf(DatabaseStartError)
  const { message } = error as DatabaseStartError
  expect(message).not.toContain('\n')
  return message
}

describe('a database of our own', () => {
  it('is made on first use and keeps what it holds', async () => {
    const directory = join(base, 'keeps', 'what', 'it-holds')
    const lines: string[] = []
    const first = await start(directory, { log: (line) => lines.push(line) })
    await query(first.url, 'CREATE TABLE kept (value text)')
    await query(first.socketUrl, `INSERT INTO kept VALUES ('still here')`)
    await first.stop()
    const second = await start(directory, { log: (line) => lines.push(line) })
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 'still here' }])
    expect(lines).toEqual([`Made a new database in ${join(directory, 'data')}.`])
  })

  it('listens on loopback only and wants the password that only its owner can read', async () => {
    const directory = join(base, 'guarded')
    const { url } = await start(directory)
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(new URL(url).password).toBe(readFileSync(join(directory, 'password'), 'utf8').trim())
    expect(statSync(join(directory, 'password')).mode & 0o777).toBe(0o600)
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
  })

  it('loses no commit unless it was told that it is a throwaway', async () => {
    const throwaway = await start(join(base, 'throwaway'))
    const durable = await start(join(base, 'durable'), { isDurable: true })
    const settings = `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name`
    expect((await query(durable.url, settings)).map((row) => (row as { setting: string }).setting)).toEqual(['on', 'on', 'on'])
    expect((await query(throwaway.url, settings)).map((row) => (row as { setting: string }).setting)).toEqual(['off', 'off', 'off'])
  })

  it('is gone when stopped, with sessions still open', async () => {
    const directory = join(base, 'stopped')
    const { url, stop } = await start(directory).then((database) => ({ url: database.url, stop: () => database.stop() }))
    const session = new pg.Client({ connectionString: url })
    session.on('error', () => undefined)
    await session.connect()
    await stop()
    await expect(query(url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(existsSync(join(directory, 'owner.lock'))).toBe(false)
    expect(existsSync(join(directory, 'data', 'postmaster.pid'))).toBe(false)
  })

  it('comes back at the same address when its server is killed', async () => {
    let announce: () => void = () => undefined
    const restarted = new Promise<void>((resolve) => {
      announce = resolve
    })
    const database = await start(join(base, 'killed-server'), {
      isDurable: true,
      log: (line) => {
        if (line.includes('started again')) announce()
      },
    })
    await query(database.url, 'CREATE TABLE answered (value int)')
    const killed = database.processId
    process.kill(killed, 'SIGKILL')
    await restarted
    while (database.processId === killed) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await query(database.url, 'SELECT * FROM answered')).toEqual([])
  })
})

describe('what an earlier run left behind', () => {
  it('a database half made is made anew', async () => {
    const directory = join(base, 'half-made')
    mkdirSync(join(directory, 'data.new', 'base'), { recursive: true })
    const { url } = await start(directory)
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('a lock and a server number of processes that ended are no obstacle', async () => {
    const directory = join(base, 'stale')
    await (await start(directory)).stop()
    writeFileSync(join(directory, 'owner.lock'), '4194999\n1\n')
    writeFileSync(join(directory, 'data', 'postmaster.pid'), `4194999\n${directory}/data\n1\n5432\n\n127.0.0.1\n\n`)
    const { url } = await start(directory)
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('numbers that now belong to a stranger are no obstacle, and the stranger lives', async () => {
    const directory = join(base, 'stranger')
    await (await start(directory)).stop()
    writeFileSync(join(directory, 'owner.lock'), `${process.ppid}\nanother time\n`)
    writeFileSync(join(directory, 'data', 'postmaster.pid'), `${process.ppid}\n${directory}/data\n1\n5432\n\n127.0.0.1\n\n`)
    const { url } = await start(directory)
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    expect(process.kill(process.ppid, 0)).toBe(true)
  })
})

describe('a start that must fail says why in one line', () => {
  it('refuses a second user of the folder, who leaves the first in peace', async () => {
    const directory = join(base, 'shared')
    const { url } = await start(directory)
    expect(await refusal(start(directory))).toBe(
      `Another Rolecall (process ${process.pid}) already uses the database folder ${directory}.`,
    )
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('refuses a port that is taken', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    })
    const start = startEmbeddedPostgres({ directory: join(base, 'port'), port, isDurable: false })
    expect(await refusal(start)).toBe(`The database cannot listen on 127.0.0.1:${port}: the port is in use.`)
    server.close()
  })

  it('refuses a folder that cannot be', async () => {
    const file = join(base, 'file')
    writeFileSync(file, '')
    expect(await refusal(start(file))).toBe(`The database folder ${file} cannot be written: a file is in its place.`)
    expect(await refusal(start(join(file, 'below')))).toBe(
      `The database folder ${join(file, 'below')} cannot be written: a part of its path is not a folder.`,
    )
  })

  const asUser = process.getuid?.() === 0 ? it.skip : it
  asUser('refuses a folder that we may not write', async () => {
    const folder = join(base, 'read-only')
    mkdirSync(folder, { mode: 0o555 })
    expect(await refusal(start(join(folder, 'below')))).toBe(
      `The database folder ${join(folder, 'below')} cannot be written: permission denied.`,
    )
  })

  const onLinux = process.platform === 'linux' ? it : it.skip
  onLinux('refuses a folder below /proc', async () => {
    expect(await refusal(start('/proc/rolecall/below'))).toBe(
      'The database folder /proc/rolecall/below cannot be written: no folder can be made there.',
    )
  })

  it('refuses data without its password', async () => {
    const directory = join(base, 'no-password')
    await (await start(directory)).stop()
    rmSync(join(directory, 'password'))
    expect(await refusal(start(directory))).toContain(`password file ${join(directory, 'password')} is missing`)
  })

  it('repeats what PostgreSQL has against the data', async () => {
    const directory = join(base, 'damaged')
    await (await start(directory)).stop()
    writeFileSync(join(directory, 'data', 'PG_VERSION'), '12\n')
    expect(await refusal(start(directory))).toBe('The database does not start: database files are incompatible with server')
  })
})

const asRoot = process.getuid?.() === 0 ? describe : describe.skip

asRoot('as root, in a folder that others may not enter', () => {
  let moved = ''
  let homes: string[] = []

  afterAll(() => {
    for (const home of homes) rmSync(home, { recursive: true, force: true })
  })

  it('keeps the data elsewhere, for as long as the folder is there', async () => {
    const directory = join(base, 'private', 'database')
    mkdirSync(dirname(directory), { mode: 0o700 })
    const first = await start(directory)
    await query(first.url, 'CREATE TABLE kept (value int)')
    await first.stop()
    moved = readFileSync(join(directory, 'moved.txt'), 'utf8').split('\n')[0] ?? ''
    expect(moved).toMatch(/^\/var\/lib\/rolecall\/[0-9a-f]{16}\/data$/)

    const second = await start(directory)
    expect(await query(second.url, 'SELECT * FROM kept')).toEqual([])
    await second.stop()

    rmSync(directory, { recursive: true })
    const other = await start(join(dirname(directory), 'other'))
    expect(existsSync(moved)).toBe(false)
    expect(await query(other.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    const third = await start(directory)
    homes = [directory, join(dirname(directory), 'other')].map((folder) => dirname(readFileSync(join(folder, 'moved.txt'), 'utf8').split('\n')[0] ?? ''))
    await expect(query(third.url, 'SELECT * FROM kept')).rejects.toMatchObject({ code: '42P01' })
  })
})
