import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { cannotWrite, hasCode } from './database-start-error.ts'

const makeWithParents = (folder: string): void => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return
  if (dirname(folder) !== folder) makeWithParents(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!hasCode(error, 'EEXIST') || !statSync(folder).isDirectory()) throw error
  }
}

/** Makes a folder and its parents. The `recursive` of Node's own mkdir never ends below /proc. */
export const makeFolder = (folder: string): void => {
  try {
    makeWithParents(folder)
  } catch (error) {
    throw cannotWrite(folder, error)
  }
}
