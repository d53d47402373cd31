import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alreadyInUse, cannotWrite, hasCode, isFileError } from './database-start-error.ts'
import { isRunning, startOf } from './process-identity.ts'
import { waitUntil } from './wait.ts'

export interface Ownership {
  release(): void
}

interface Owner {
  processId: number
  startedAt: string
}

const takeoverLimitMilliseconds = 5000

const unknownStart = '-'

/** Does what makes a file that must not be there yet; false when it is. */
const isFirst = (create: () => void): boolean => {
  try {
    create()
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** The lock appears with its content, so that nobody reads half of it. */
const createLock = (lock: string): boolean => {
  const draft = `${lock}.${process.pid}`
  writeFileSync(draft, `${process.pid}\n${startOf(process.pid) ?? unknownStart}\n`, { mode: 0o600 })
  try {
    return isFirst(() => linkSync(draft, lock))
  } finally {
    remove(draft)
  }
}

const read = (file: string): Owner | undefined => {
  try {
    const [processId, startedAt] = readFileSync(file, 'utf8').trim().split('\n')
    return { processId: Number(processId), startedAt: startedAt ?? unknownStart }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const remove = (file: string): void => {
  try {
    unlinkSync(file)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

const isLiving = ({ processId, startedAt }: Owner): boolean => {
  if (!isRunning(processId)) return false
  return startedAt === unknownStart || (startOf(processId) ?? startedAt) === startedAt
}

const ageMilliseconds = (file: string): number => {
  try {
    const { mtimeMs } = statSync(file)
    return performance.timeOrigin + performance.now() - mtimeMs
  } catch {
    return 0
  }
}

/** Removes the lock of a dead owner. Only one process at a time may, or it could remove the lock of a new owner. */
const clearDeadOwner = async (lock: string): Promise<void> => {
  const guard = `${lock}.takeover`
  if (ageMilliseconds(guard) > takeoverLimitMilliseconds) remove(guard)
  if (!(await waitUntil(() => isFirst(() => writeFileSync(guard, '', { flag: 'wx' })), takeoverLimitMilliseconds))) return
  try {
    const owner = read(lock)
    if (owner !== undefined && !isLiving(owner)) remove(lock)
  } finally {
    remove(guard)
  }
}

const take = async (lock: string, folder: string): Promise<void> => {
  while (!createLock(lock)) {
    const owner = read(lock)
    if (owner !== undefined && isLiving(owner)) throw alreadyInUse(folder, owner.processId)
    await clearDeadOwner(lock)
  }
}

/** Makes this process the only one that uses the folder, until it releases it or ends in any way. */
export const takeOwnership = async (folder: string): Promise<Ownership> => {
  const lock = join(folder, 'owner.lock')
  try {
    await take(lock, folder)
  } catch (error) {
    throw isFileError(error) ? cannotWrite(folder, error) : error
  }
  return {
    release() {
      remove(lock)
    },
  }
}
