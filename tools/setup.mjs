// What `npm start`, `npm test` and the others do first: install what is missing, build what is stale. Node built-ins only.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const cache = join(root, 'node_modules', '.cache', 'rolecall')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const fail = (line) => {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

const checkNode = () => {
  const wanted = [20, 19, 0]
  const have = process.versions.node.split('.').map(Number)
  const difference = wanted.map((part, index) => have[index] - part).find((part) => part !== 0) ?? 0
  if (difference < 0) fail(`Rolecall needs Node.js ${wanted.join('.')} or later; this is ${process.versions.node}.`)
}

const readStamp = (name) => {
  try {
    return readFileSync(join(cache, name), 'utf8')
  } catch {
    return ''
  }
}

const writeStamp = (name, text) => {
  mkdirSync(cache, { recursive: true })
  writeFileSync(join(cache, name), text)
}

/** Runs a program of ours with its output shown; ends with its exit code when it fails. */
const runOrExit = (command, parameters, environment = {}) => {
  const result = spawnSync(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  })
  if (result.error) fail(`${command} cannot be run: ${result.error.message}`)
  if (result.status !== 0) process.exit(result.status ?? 1)
}

/** pnpm of the version that package.json names, fetched by npx where it is not there. */
const pnpm = (...parameters) => runOrExit('npx', ['--yes', manifest.packageManager, ...parameters], { npm_config_update_notifier: 'false', TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' })

const hashOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

const install = () => {
  const wanted = hashOf(['pnpm-lock.yaml', 'pnpm-workspace.yaml'])
  if (readStamp('installed') === wanted && existsSync(join(root, 'node_modules', '.bin'))) return
  process.stdout.write('Installing dependencies (the first time takes a minute) …\n')
  pnpm('install', '--frozen-lockfile')
  writeStamp('installed', wanted)
}

const ignored = new Set(['node_modules', 'dist', 'generated', 'coverage', '.turbo'])

/** Name, size and time of every file that a build depends on: quicker to read than their contents. */
const fingerprint = (folder, hash) => {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (ignored.has(entry.name) || /\.(?:tsbuildinfo|test\.ts)$/.test(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) fingerprint(path, hash)
    else {
      const { size, mtimeMs } = statSync(path)
      hash.update(`${path.slice(root.length)} ${size} ${mtimeMs}\n`)
    }
  }
}

const sources = ['apps', 'packages', 'prisma']

const fingerprintOf = (folders) => {
  const hash = createHash('sha256').update(readStamp('installed'))
  for (const folder of folders) fingerprint(join(root, folder), hash)
  return hash.digest('hex')
}

/** The Prisma client, whose sources are the schema and the version of Prisma that is installed. */
const generateClient = () => {
  const wanted = fingerprintOf(['prisma/schema'])
  if (readStamp('generated') === wanted && existsSync(join(root, 'packages', 'store', 'src', 'generated'))) return
  runOrExit(process.execPath, [join('tools', 'generate-prisma.mjs')])
  writeStamp('generated', wanted)
}

/** All packages in one run of the compiler: a third of the time that turbo takes with a run for each. */
const build = () => {
  const wanted = fingerprintOf(sources)
  if (readStamp('built') === wanted && existsSync(join(root, 'apps', 'local', 'dist', 'main.js'))) return
  process.stdout.write('Building …\n')
  generateClient()
  runOrExit(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-b'])
  writeStamp('built', fingerprintOf(sources))
}

/** Leaves the checkout installed and built. */
export const setUp = () => {
  checkNode()
  install()
  build()
}
