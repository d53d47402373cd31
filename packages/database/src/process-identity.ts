import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { hasCode } from './database-start-error.ts'

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

const ask = (processId: number, column: string): string | undefined =>
  attempt(() =>
    execFileSync('ps', ['-o', `${column}=`, '-p', String(processId)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
  )

const linuxStatus = (processId: number): string[] | undefined => {
  const text = attempt(() => readFileSync(`/proc/${processId}/stat`, 'utf8'))
  // The program's name stands in parentheses and may itself hold spaces and parentheses.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')
}

const isThere = (processId: number): boolean => {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/** Whether a process runs; one that ended and was not yet reaped by its parent does not. */
export const isRunning = (processId: number): boolean => {
  if (!Number.isSafeInteger(processId) || processId <= 0 || !isThere(processId)) return false
  return process.platform !== 'linux' || linuxStatus(processId)?.[0] !== 'Z'
}

/** Tells a process from a later one that the system gives the same number; undefined where the system does not say. */
export const startOf = (processId: number): string | undefined => {
  if (process.platform === 'linux') return linuxStatus(processId)?.[19]
  return process.platform === 'win32' ? undefined : ask(processId, 'lstart')
}

/** Whether a running process is the PostgreSQL server of this cluster, and not a stranger that got its number. */
export const isServerOf = (cluster: string, processId: number): boolean => {
  if (!isRunning(processId)) return false
  if (process.platform === 'win32') return true
  // A server works inside its data folder, which holds good even when the folder was moved.
  const workingFolder = attempt(() => readlinkSync(`/proc/${processId}/cwd`))
  if (workingFolder !== undefined) return workingFolder === attempt(() => realpathSync(cluster))
  return ask(processId, 'command')?.includes(cluster) ?? false
}
