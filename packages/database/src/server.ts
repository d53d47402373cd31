import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Binaries } from './binaries.ts'
import { cannotRun, hasCode, programFailed } from './database-start-error.ts'
import type { Location } from './location.ts'
import { programEnvironment } from './program-environment.ts'
import { serverArguments } from './settings.ts'

export interface ServerOptions {
  location: Location
  binaries: Binaries
  isDurable: boolean
  port: number
  url: string
}

const logLimitBytes = 1_000_000
const readyLimitMilliseconds = 120_000
const startingUp = '57P03'

/** Why a server ended before it was ready. */
export class ServerEnded extends Error {
  readonly output: string

  constructor(output: string) {
    super(programFailed('The database does not start', output).message)
    this.output = output
  }

  get isAboutPort(): boolean {
    return this.output.includes('could not create any TCP/IP sockets')
  }

  /** Another program took the port, or processes of a killed server have not ended yet. */
  get isPassing(): boolean {
    return this.isAboutPort || this.output.includes('shared memory block')
  }
}

interface Log {
  descriptor: number
  textSinceStart(): string
}

const openLog = (file: string): Log => {
  const descriptor = openSync(file, 'a', 0o600)
  if (fstatSync(descriptor).size > logLimitBytes) ftruncateSync(descriptor)
  const start = fstatSync(descriptor).size
  return { descriptor, textSinceStart: () => readFileSync(file).subarray(start).toString('utf8') }
}

/** One run of the PostgreSQL server. */
export class Server {
  readonly #child: ChildProcess
  /** Fulfilled when the server has ended, for whatever reason. */
  readonly ended: Promise<void>
  #hasEnded = false

  constructor(child: ChildProcess) {
    this.#child = child
    this.ended = new Promise((resolve) => {
      child.once('exit', () => {
        this.#hasEnded = true
        resolve()
      })
    })
  }

  get processId(): number {
    return this.#child.pid ?? 0
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  /** Asks for a fast shutdown, which closes all sessions, and is firmer with a server that does not comply. */
  async stop(): Promise<void> {
    // While it runs it does not keep our process alive; while we wait for its end it does.
    this.#child.ref()
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      if (this.#hasEnded) return
      this.#child.kill(signal)
      await Promise.race([this.ended, pause(1500, undefined, { ref: false })])
    }
    await this.ended
  }

  /** For a process that is about to end and cannot wait. */
  signalStop(): void {
    if (!this.#hasEnded) this.#child.kill('SIGINT')
  }
}

const launch = async ({ location, binaries, ...choices }: ServerOptions, log: Log): Promise<Server> => {
  const child = spawn(binaries.postgres, ['-D', location.data, ...serverArguments(choices)], {
    ...location.account,
    cwd: location.home,
    env: programEnvironment,
    // A session of its own: Ctrl-C in the terminal is for us, and we still need the database to shut down cleanly.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log.descriptor, log.descriptor],
  })
  const server = new Server(child)
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => reject(cannotRun('postgres', error)))
  })
  child.unref()
  return server
}

const connects = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    if (hasCode(error, 'ECONNREFUSED') || hasCode(error, 'ECONNRESET') || hasCode(error, startingUp)) return false
    throw error
  }
}

const untilReady = async (server: Server, url: string): Promise<boolean> => {
  const end = performance.now() + readyLimitMilliseconds
  while (!server.hasEnded && performance.now() < end) {
    if (await connects(url)) return true
    await pause(5)
  }
  return false
}

/** Starts the server and waits until it takes connections. */
export const startServer = async (options: ServerOptions): Promise<Server> => {
  const log = openLog(join(options.location.folder, 'postgres.log'))
  try {
    const server = await launch(options, log)
    try {
      if (await untilReady(server, options.url)) return server
    } catch (error) {
      await server.stop()
      throw programFailed('The database refuses our connection', String(error))
    }
    await server.stop()
    throw new ServerEnded(log.textSinceStart())
  } finally {
    closeSync(log.descriptor)
  }
}
