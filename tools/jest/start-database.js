// One throwaway Postgres for all test files; each file has a schema of its own in it. Tests of packages that need none, run
// alone, do not pay for it. DATABASE_URL_FOR_TESTS names another Postgres to use.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const needsNoDatabase = /(^|\/)(packages\/(clock|database|ids|models|policy|protocol|sigv4)|tools)(\/|$)/

/** For Jest run by itself in a checkout that was never built; `npm test` builds everything. */
const buildDatabase = () => {
  if (existsSync(join(root, 'packages', 'database', 'dist', 'index.js'))) return
  const compiler = createRequire(import.meta.url).resolve('typescript/package.json')
  const tsc = join(dirname(compiler), 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-b', join(root, 'packages', 'database')], { stdio: 'inherit' })
  if (status !== 0) throw new Error('packages/database cannot be built.')
}

const firstLine = (stream) =>
  new Promise((resolve) => {
    let text = ''
    stream.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.split('\n', 1)[0])
    })
    stream.on('end', () => resolve(undefined))
  })

/** The holder stops the database and removes it when its standard input ends, which it does however we end. */
const startHolder = async () => {
  const holder = spawn(process.execPath, [join(root, 'tools', 'jest', 'hold-database.js')], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = await firstLine(holder.stdout)
  if (url === undefined) throw new Error('The database for the tests does not start.')
  for (const handle of [holder, holder.stdin, holder.stdout]) handle.unref()
  globalThis.databaseHolder = holder
  return url
}

export default async (globalConfig) => {
  buildDatabase()
  const patterns = globalConfig.testPathPatterns?.patterns ?? []
  if (process.env.ROLECALL_TEST_DATABASE_URL !== undefined) return
  if (patterns.length > 0 && patterns.every((pattern) => needsNoDatabase.test(pattern))) return
  process.env.ROLECALL_TEST_DATABASE_URL = process.env.DATABASE_URL_FOR_TESTS ?? (await startHolder())
}
