// What the soak test runs and breaks: a Postgres, perhaps a Redis, two all-in-one replicas and a worker on their own.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../packages/database/dist/index.js'
import { openDatabase } from '../packages/store/dist/index.js'
import { freePort, startRedis } from './fleet.mjs'
import { root } from './processes.mjs'

const readyMilliseconds = 60_000

/** A program that can be killed and started again with the same settings. */
class Program {
  constructor({ script, isReady, environment }) {
    Object.assign(this, { script, isReady, environment })
  }

  async start() {
    const child = spawn(process.execPath, ['--max-semi-space-size=8', join(root, this.script)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.environment },
    })
    this.child = child
    this.output = ''
    this.ended = new Promise((resolve) => {
      child.once('exit', resolve)
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        this.output = (this.output + chunk).slice(-4000)
      })
    }
    for (let waited = 0; !this.isReady.test(this.output); waited += 50) {
      if (child.exitCode !== null || waited > readyMilliseconds) throw new Error(`${this.script} does not start: ${this.output}`)
      await delay(50)
    }
  }

  async end(signal) {
    this.child.kill(signal)
    await this.ended
  }

  async killAndRestart() {
    await this.end('SIGKILL')
    await this.start()
  }
}

const startReplica = async (environment, folder) => {
  const [port, imdsPort] = [await freePort(), await freePort()]
  const settings = { ...environment, ROLECALL_PORT: `${port}`, ROLECALL_IMDS_PORT: `${imdsPort}`, ROLECALL_DATA_DIR: folder }
  const program = new Program({ script: 'apps/local/dist/main.js', isReady: /Rolecall is ready/, environment: settings })
  await program.start()
  return { program, endpoint: `http://127.0.0.1:${port}`, imdsPort }
}

const startWorker = async (environment) => {
  const program = new Program({ script: 'apps/rotation/dist/main.js', isReady: /rotation works/, environment })
  await program.start()
  return program
}

const sendToRedis = (port, command) =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.once('data', () => resolve(socket.destroy()))
    socket.once('error', reject)
  })

const postmasterId = async ({ pool }) => {
  const { rows } = await pool.query(`SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS id`)
  return rows[0].id
}

/** Everything, up and running; `stop` ends and removes it. */
export const startCloud = async (backend) => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-soak-'))
  const server = await startEmbeddedPostgres({ directory: join(folder, 'data') })
  let redis = backend === 'redis' ? await startRedis() : undefined
  const environment = { DATABASE_URL: server.url, REDIS_URL: redis?.url ?? '', ROLECALL_SWEEP_SECONDS: '1' }
  const replicas = [await startReplica(environment, join(folder, 'one')), await startReplica(environment, join(folder, 'other'))]
  const worker = await startWorker(environment)
  const database = openDatabase({ url: server.url, poolSize: 1 })
  return {
    database,
    replicas,
    worker,
    async restartPostgres() {
      process.kill(await postmasterId(database), 'SIGKILL')
      for (;;) {
        await delay(200)
        const isUp = await database.pool.query('SELECT 1').then(() => true, () => false)
        if (isUp) return
      }
    },
    flushRedis: () => sendToRedis(redis.port, 'FLUSHALL'),
    async restartRedis() {
      const { port } = redis
      await redis.stop()
      await delay(1000)
      redis = await startRedis(port)
    },
    async stop() {
      await Promise.all([...replicas.map((replica) => replica.program.end('SIGTERM')), worker.end('SIGTERM')])
      await redis?.stop()
      await database.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
