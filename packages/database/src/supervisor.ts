import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ownership } from './ownership.ts'
import { type Server, type ServerOptions, startServer } from './server.ts'

export interface EmbeddedPostgres {
  /** Over TCP, for any client. */
  readonly url: string
  /** Over a Unix socket, for clients that heed `?host=`, as node-postgres: a quarter less work per query than `url`. */
  readonly socketUrl: string | undefined
  readonly port: number
  /** The server's process; another one after the server was killed and started again. */
  readonly processId: number
  stop(): Promise<void>
}

interface Supervision {
  server: Server
  serverOptions: ServerOptions
  ownership: Ownership
  log: (line: string) => void
}

const longestPauseMilliseconds = 1000

// What macOS grants to the path of a socket; Linux grants four more.
const longestSocketPathBytes = 103

const socketUrl = ({ location, port, url }: ServerOptions): string | undefined => {
  const socket = join(location.data, `.s.PGSQL.${port}`)
  if (process.platform === 'win32' || Buffer.byteLength(socket) > longestSocketPathBytes) return undefined
  return `${url}?host=${encodeURIComponent(location.data)}`
}

/** Keeps one server running at one address: a killed server recovers by itself and callers need only ask again. */
export class Supervisor implements EmbeddedPostgres {
  readonly url: string
  readonly socketUrl: string | undefined
  readonly port: number
  readonly #serverOptions: ServerOptions
  readonly #ownership: Ownership
  readonly #log: (line: string) => void
  readonly #signalStop = (): void => this.#server.signalStop()
  readonly #watching: Promise<void>
  #server: Server
  #isStopping = false

  constructor({ server, serverOptions, ownership, log }: Supervision) {
    this.url = serverOptions.url
    this.port = serverOptions.port
    this.socketUrl = socketUrl(serverOptions)
    this.#server = server
    this.#serverOptions = serverOptions
    this.#ownership = ownership
    this.#log = log
    // For a process that ends without stopping us, as after an error that nobody caught.
    process.on('exit', this.#signalStop)
    this.#watching = this.#watch()
  }

  get processId(): number {
    return this.#server.processId
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#server.stop()
    await this.#watching
    process.off('exit', this.#signalStop)
    this.#ownership.release()
  }

  async #watch(): Promise<void> {
    for (;;) {
      await this.#server.ended
      if (this.#isStopping) return
      this.#log('The database ended unexpectedly and is started again.')
      await this.#restart()
    }
  }

  async #restart(): Promise<void> {
    let pauseMilliseconds = 100
    while (!this.#isStopping) {
      try {
        this.#server = await startServer(this.#serverOptions)
        break
      } catch (error) {
        this.#log(error instanceof Error ? error.message : String(error))
        await pause(pauseMilliseconds)
        pauseMilliseconds = Math.min(pauseMilliseconds * 2, longestPauseMilliseconds)
      }
    }
    if (this.#isStopping) await this.#server.stop()
  }
}
