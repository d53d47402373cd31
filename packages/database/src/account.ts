import { execFileSync, spawnSync } from 'node:child_process'
import { type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { noUnprivilegedUser } from './database-start-error.ts'

/** The user that runs the server. PostgreSQL refuses root, so root hands it to one without privileges. */
export interface Account {
  uid: number
  gid: number
}

const idOf = (option: '-u' | '-g', name: string): number | undefined => {
  const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return status === 0 ? Number(stdout) : undefined
}

const findAccount = (name: string): Account | undefined => {
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid }
}

const makeAccount = (name: string): Account | undefined => {
  const home = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin']
  const { status } = spawnSync('useradd', ['--system', '--user-group', ...home, name], { stdio: 'ignore' })
  return status === 0 ? findAccount(name) : undefined
}

const ownerOf = (folder: string): Account | undefined => {
  const { uid, gid } = statSync(folder, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 }
  return uid === 0 ? undefined : { uid, gid }
}

/** Undefined when the server runs as the user that we are. */
export const chooseAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined
  // initdb wants a user that the system knows by name; `nobody` is one nearly everywhere.
  const account = findAccount('postgres') ?? findAccount('rolecall') ?? makeAccount('rolecall') ?? findAccount('nobody')
  if (account === undefined) throw noUnprivilegedUser()
  return account
}

/** The user that an existing cluster belongs to, which only that user can run. */
export const accountOf = (cluster: string): Account | undefined =>
  process.getuid?.() === 0 ? ownerOf(cluster) : undefined

export const giveTo = (account: Account | undefined, path: string): void => {
  if (account !== undefined) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, path])
}

const read = 4
const enter = 1

const permits = (stats: Stats, account: Account, wanted: number): boolean => {
  const owner = stats.uid === account.uid ? 6 : stats.gid === account.gid ? 3 : 0
  return ((stats.mode >> owner) & wanted) === wanted
}

/** Whether an account gets as far as a path and may read it; folders that are not made yet will be open. */
export const canReach = (account: Account | undefined, path: string): boolean => {
  if (account === undefined) return true
  const target = statSync(path, { throwIfNoEntry: false })
  if (target !== undefined && !permits(target, account, target.isDirectory() ? read | enter : read)) return false
  return canEnter(account, dirname(path))
}

const canEnter = (account: Account, folder: string): boolean => {
  const stats = statSync(folder, { throwIfNoEntry: false })
  if (stats !== undefined && !permits(stats, account, enter)) return false
  return folder === dirname(folder) || canEnter(account, dirname(folder))
}
