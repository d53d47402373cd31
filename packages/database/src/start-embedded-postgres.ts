import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { cannotWrite, DatabaseStartError, isFileError } from './database-start-error.ts'
import { reservePort } from './free-port.ts'
import { makeFolder } from './make-folder.ts'
import { initialise, userName } from './initialise.ts'
import { abandonedHomes, isLeftBehind, isMoved, leaveNote, locate, type Location, systemFolder } from './location.ts'
import { endOldServer } from './old-server.ts'
import { type Ownership, takeOwnership } from './ownership.ts'
import { type Server, ServerEnded, type ServerOptions, startServer } from './server.ts'
import { type EmbeddedPostgres, Supervisor } from './supervisor.ts'

export interface EmbeddedPostgresOptions {
  /** The folder of this database; made when missing. */
  directory: string
  /** A free one unless given. */
  port?: number
  /** False for tests: quicker, and a power failure may lose or damage everything. */
  isDurable?: boolean
  /** Takes a line about anything out of the ordinary. */
  log?: (line: string) => void
}

const startAttempts = 20

/** Removes data that nobody can want any more, unless somebody is at work on it. */
const discard = async (home: string): Promise<void> => {
  const ownership = await takeOwnership(home).catch(() => undefined)
  if (ownership === undefined) return
  await endOldServer(join(home, 'data'))
  rmSync(home, { recursive: true, force: true })
}

/** Leaves the data folder with no server on it, and none of a folder that was removed. */
const clear = async (location: Location, log: (line: string) => void): Promise<void> => {
  if (await endOldServer(location.data)) log('Shut down the database that a killed Rolecall left running.')
  if (isLeftBehind(location)) rmSync(location.data, { recursive: true, force: true })
  if (!isMoved(location)) return
  leaveNote(location)
  for (const home of abandonedHomes()) await discard(home)
}

/** Starts at the given port, or at a free one, and waits out what passes by itself. */
const startPatiently = async (base: Omit<ServerOptions, 'port' | 'url'>, password: string, wantedPort: number): Promise<[Server, ServerOptions]> => {
  for (let attempt = 1; ; attempt += 1) {
    const port = await reservePort(wantedPort)
    const options = { ...base, port, url: `postgresql://${userName}:${password}@127.0.0.1:${port}/postgres` }
    try {
      return [await startServer(options), options]
    } catch (error) {
      if (!(error instanceof ServerEnded)) throw error
      if (!error.isPassing || (wantedPort !== 0 && error.isAboutPort) || attempt === startAttempts) throw new DatabaseStartError(error.message, { cause: error })
      await pause(250)
    }
  }
}

const startOwned = async (location: Location, ownership: Ownership, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const log = options.log ?? (() => undefined)
  const isDurable = options.isDurable ?? true
  await clear(location, log)
  const binaries = findBinaries(location.account, systemFolder)
  const { password, isNew } = await initialise({ location, binaries, isDurable })
  if (isNew) log(`Made a new database in ${location.data}.`)
  const [server, serverOptions] = await startPatiently({ location, binaries, isDurable }, password, options.port ?? 0)
  return new Supervisor({ server, serverOptions, ownership, log })
}

/** Starts the database of a folder, made anew when the folder has none, and keeps it running until it is stopped. */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const folder = resolve(options.directory)
  makeFolder(folder)
  const location = locate(folder)
  makeFolder(location.home)
  const ownership = await takeOwnership(location.home)
  try {
    return await startOwned(location, ownership, options)
  } catch (error) {
    ownership.release()
    throw isFileError(error) ? cannotWrite(folder, error) : error
  }
}
