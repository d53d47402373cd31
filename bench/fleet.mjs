// A fleet for the benchmarks of rotation: a Postgres of its own, instances with a profile made by SQL, and rotation workers.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../packages/database/dist/index.js'
import { migrate, openDatabase } from '../packages/store/dist/index.js'
import { root } from './processes.mjs'

const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] })

/** An empty, durable database that counts its statements; `stop` removes it. */
export const startDatabase = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
  const directory = join(folder, 'data')
  const first = await startEmbeddedPostgres({ directory })
  const settings = openDatabase({ url: first.url, poolSize: 1 })
  await settings.pool.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`)
  await settings.close()
  await first.stop()
  const server = await startEmbeddedPostgres({ directory })
  const database = openDatabase({ url: server.url, poolSize: 4 })
  await database.pool.query('CREATE EXTENSION pg_stat_statements')
  await migrate(database)
  return {
    url: server.url,
    database,
    stop: async () => {
      await database.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Running instances of one role, launched at the same moment. */
export const addFleet = async ({ pool }, count) => {
  await pool.query(`INSERT INTO iam_roles (id, partition, account, name, name_key, path, created_at, max_session_seconds, trust_policy, tags)
    VALUES ('AROAFLEET', 'aws', '123456789012', 'fleet', 'fleet', '/', now(), 3600, $1, '[]')`, [trust])
  await pool.query(`INSERT INTO iam_instance_profiles (id, partition, account, name, name_key, path, created_at, role_id, tags)
    VALUES ('AIPAFLEET', 'aws', '123456789012', 'fleet', 'fleet', '/', now(), 'AROAFLEET', '[]')`)
  await pool.query(`INSERT INTO ec2_instances (id, partition, account, region, reservation_id, launch_index, state, state_from, state_changed_at,
      launched_at, private_ip, vpc_id, metadata_options, tags, document, revision)
    SELECT 'i-0' || substr(md5(n::text), 1, 16), 'aws', '123456789012', 'us-east-1', 'r-1', n, 'running', 'pending', now(), now(),
      '10.' || n / 65536 || '.' || n / 256 % 256 || '.' || n % 256, 'vpc-1', '{}', '[]', '{}', 1
    FROM generate_series(1, $1::int) AS n`, [count])
  await pool.query(`INSERT INTO ec2_profile_associations
    SELECT 'iip-assoc-' || substr(id, 3), id, partition, account, region, 'AIPAFLEET', 'arn:aws:iam::123456789012:instance-profile/fleet', 'associated', launched_at, true
    FROM ec2_instances`)
  await pool.query('ANALYZE')
}

/** A rotation worker in a process of its own, as docker-compose runs it. */
export const startWorker = async (environment) => {
  const child = spawn(process.execPath, [join(root, 'apps/rotation/dist/main.js')], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } })
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('rotation works') && resolve())
    child.once('exit', (code) => reject(new Error(`The worker ended with code ${code}.`)))
  })
  const ended = new Promise((resolve) => {
    child.once('exit', resolve)
  })
  return {
    /** The most memory that it ever held, in MB. Linux only. */
    peakMegabytes: () => Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      await ended
    },
  }
}

/** A port that nobody listens on. */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** A Redis of its own that keeps nothing; undefined where none is installed. */
export const startRedis = async (port) => {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined
  const listening = port ?? (await freePort())
  const child = spawn('redis-server', ['--port', `${listening}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('Ready to accept connections') && resolve())
  })
  const ended = new Promise((resolve) => {
    child.once('exit', resolve)
  })
  return {
    port: listening,
    url: `redis://127.0.0.1:${listening}`,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
