import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import pg from 'pg'
import { startEmbeddedPostgres } from './index.ts'
import { isRunning } from './process-identity.ts'

// A process of its own runs the built package: it is to be killed.
const owner = `
import pg from 'pg'
import { startEmbeddedPostgres } from '@rolecall/database'
const database = await startEmbeddedPostgres({ directory: process.argv[1] })
process.stdout.write('server ' + database.processId + '\\n')
const pool = new pg.Pool({ connectionString: database.url, max: 8 })
await pool.query('CREATE TABLE IF NOT EXISTS written (value int PRIMARY KEY)')
for (let value = 0; ; value += 8) {
  await Promise.all(Array.from({ length: 8 }, async (_, index) => {
    await pool.query('INSERT INTO written VALUES ($1)', [value + index])
    process.stdout.write('answered ' + (value + index) + '\\n')
  }))
}
`

let directory = ''
let child: ChildProcess | undefined

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'rolecall-killed-'))
  chmodSync(directory, 0o755)
})

afterAll(() => {
  child?.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

const runUntilAnswered = async (writes: number): Promise<{ server: number; answered: number[] }> => {
  child = spawn(process.execPath, ['--input-type=module', '--eval', owner, directory], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    if (text.split('\n').length > writes) break
  }
  const numbersAfter = (word: string): number[] => [...text.matchAll(new RegExp(`^${word} (\\d+)\\n`, 'gm'))].map((match) => Number(match[1]))
  return { server: numbersAfter('server')[0] ?? 0, answered: numbersAfter('answered') }
}

it('a killed owner leaves a server that the next start ends, and no answered write is lost', async () => {
  const { server, answered } = await runUntilAnswered(500)
  const isGone = new Promise((resolve) => child?.once('exit', resolve))
  child?.kill('SIGKILL')
  // A signal takes its time on a busy machine, and until then the owner lives.
  await isGone
  expect(isRunning(server)).toBe(true)
  const lines: string[] = []
  const database = await startEmbeddedPostgres({ directory, log: (line) => lines.push(line) })
  try {
    expect(lines).toEqual(['Shut down the database that a killed Rolecall left running.'])
    expect(isRunning(server)).toBe(false)
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const { rows } = await client.query<{ value: number }>('SELECT value FROM written')
    await client.end()
    const kept = new Set(rows.map((row) => row.value))
    expect(answered.filter((value) => !kept.has(value))).toEqual([])
    expect(answered.length).toBeGreaterThan(400)
  } finally {
    await database.stop()
  }
})
