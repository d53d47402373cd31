import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@rolecall/database'
import { type Database, openDatabase } from '@rolecall/store'
import { cleanEnvironment, newFolder, removeFolder, root } from './rolecall-process.ts'

/** A service in a process of its own, which can be killed and started again at the same port. */
export class Replica {
  readonly #app: string
  #environment: NodeJS.ProcessEnv
  #child: ChildProcess | undefined
  #output = ''
  /** 0 for a service that does not listen. */
  port = 0

  constructor(app: string, environment: NodeJS.ProcessEnv) {
    this.#app = app
    this.#environment = environment
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get output(): string {
    return this.#output
  }

  async start(): Promise<this> {
    const child = spawn(process.execPath, [join(root, 'apps', this.#app, 'dist', 'main.js')], { stdio: ['ignore', 'pipe', 'pipe'], env: this.#environment })
    this.#child = child
    this.#output = ''
    await new Promise<void>((resolve, reject) => {
      const take = (chunk: Buffer): void => {
        this.#output += chunk.toString()
        if (/ listens at http:\S+:\d+\n|rotation works from/.test(this.#output)) resolve()
      }
      child.stdout.on('data', take)
      child.stderr.on('data', take)
      child.once('exit', (code) => reject(new Error(`${this.#app} ended with code ${code}: ${this.#output}`)))
    })
    this.port = Number(/ listens at http:\S+:(\d+)\n/.exec(this.#output)?.[1] ?? 0)
    const portName = this.#app === 'imds' ? 'ROLECALL_IMDS_PORT' : 'ROLECALL_PORT'
    this.#environment = { ...this.#environment, [portName]: `${this.port}` }
    return this
  }

  /** Ends it as a crash does, unless told otherwise. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }
}

export type Pair = readonly [Replica, Replica]

/** Two replicas of every service and two rotation workers on one Postgres, and an edge for the admin API. */
export interface Cluster {
  iam: Pair
  sts: Pair
  ec2: Pair
  imds: Pair
  rotation: Pair
  edge: Replica
  database: Database
  stop(): Promise<void>
}

const startReplicas = async (environment: NodeJS.ProcessEnv): Promise<Omit<Cluster, 'database' | 'stop'>> => {
  const one = (app: string, more: NodeJS.ProcessEnv = {}): Promise<Replica> => new Replica(app, { ...environment, ...more }).start()
  // Both at once, on an empty database: one of all makes the tables.
  const pair = (app: string): Promise<Pair> => Promise.all([one(app), one(app)])
  const [iam, sts, ec2, imds, rotation] = await Promise.all(['iam', 'sts', 'ec2', 'imds', 'rotation'].map(pair)) as [Pair, Pair, Pair, Pair, Pair]
  const edge = await one('edge', {
    ROLECALL_SERVICE_URLS: `iam=${iam[0].endpoint} sts=${sts[0].endpoint} ec2=${ec2[0].endpoint}`,
    ROLECALL_IMDS_URL: imds[0].endpoint,
    ROLECALL_IMDS_PORT: `${imds[0].port}`,
  })
  return { iam, sts, ec2, imds, rotation, edge }
}

const startOn = async (server: EmbeddedPostgres): Promise<Omit<Cluster, 'stop'>> => {
  const environment = { ...cleanEnvironment(), DATABASE_URL: server.url, ROLECALL_PORT: '0', ROLECALL_IMDS_PORT: '0', ROLECALL_SWEEP_SECONDS: '1' }
  const replicas = await startReplicas(environment)
  return { ...replicas, database: openDatabase({ url: server.url, poolSize: 1 }) }
}

export const startCluster = async (): Promise<Cluster> => {
  const folder = newFolder()
  const server = await startEmbeddedPostgres({ directory: join(folder, 'data'), isDurable: false })
  const cluster = await startOn(server)
  const { iam, sts, ec2, imds, rotation, edge, database } = cluster
  return {
    ...cluster,
    async stop() {
      await Promise.all([...iam, ...sts, ...ec2, ...imds, ...rotation, edge].map((replica) => replica.end('SIGTERM')))
      await database.close()
      await server.stop()
      removeFolder(folder)
    },
  }
}
