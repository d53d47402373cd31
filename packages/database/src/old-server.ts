import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hasCode, runByAnotherUser } from './database-start-error.ts'
import { isRunning, isServerOf } from './process-identity.ts'
import { waitUntil } from './wait.ts'

const processIdIn = (file: string): number | undefined => {
  try {
    return Number(readFileSync(file, 'utf8').split('\n', 1)[0])
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

// PostgreSQL's own: SIGINT ends sessions and writes a checkpoint, SIGQUIT leaves the rest to recovery.
const steps = [
  { signal: 'SIGINT', limitMilliseconds: 5000 },
  { signal: 'SIGQUIT', limitMilliseconds: 2000 },
  { signal: 'SIGKILL', limitMilliseconds: 2000 },
] as const

const end = async (data: string, processId: number): Promise<void> => {
  for (const { signal, limitMilliseconds } of steps) {
    try {
      process.kill(processId, signal)
    } catch (error) {
      if (hasCode(error, 'ESRCH')) return
      throw hasCode(error, 'EPERM') ? runByAnotherUser(data, processId) : error
    }
    if (await waitUntil(() => !isRunning(processId), limitMilliseconds)) return
  }
}

/**
 * Ends the server that a killed Rolecall left running on this data; true when there was one.
 * Only the owner of the folder may call it, so that the server is nobody's.
 */
export const endOldServer = async (data: string): Promise<boolean> => {
  const file = join(data, 'postmaster.pid')
  const processId = processIdIn(file)
  if (processId === undefined) return false
  if (isServerOf(data, processId)) {
    await end(data, processId)
    return true
  }
  // PostgreSQL takes any living process of this number for a server of its own and refuses to start.
  rmSync(file, { force: true })
  return false
}
