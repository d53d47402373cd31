// `npm run bench rotation`: a fleet gets credentials, is renewed at once by two workers, and lives a simulated day.
// BENCH_INSTANCES sets its size, 10,000 unless told; words pick parts: postgres, redis, day.
import { cpus } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { createClock } from '../packages/clock/dist/index.js'
import { runDueRotations, Sealer } from '../packages/credentials/dist/index.js'
import { Ids } from '../packages/ids/dist/index.js'
import { createStore } from '../packages/store/dist/index.js'
import { addFleet, startDatabase, startRedis, startWorker } from './fleet.mjs'

const count = Number(process.env.BENCH_INSTANCES ?? 10_000)
const targets = { rotationSeconds: 180, workerMegabytes: 256, slowestMilliseconds: 1000, peakShare: 2 }
const only = process.argv.slice(2)
const isWanted = (part) => only.length === 0 || only.includes(part)
const missed = []

const report = (name, value, isMet) => {
  if (isMet === false) missed.push(name)
  process.stdout.write(`${name.padEnd(48)} ${value}${isMet === undefined ? '' : isMet ? '  met' : '  MISSED'}\n`)
}

const seconds = (started) => (performance.now() - started) / 1000

/** Waits until every instance has the generation, and answers how long that took. */
const untilGeneration = async ({ pool }, generation) => {
  const started = performance.now()
  for (;;) {
    const { rows } = await pool.query(`SELECT count(*)::int AS done FROM instance_credentials WHERE delivery = '2.0' AND generation >= $1`, [generation])
    if (rows[0].done >= count) return seconds(started)
    await delay(250)
  }
}

const slowest = async ({ pool }) => {
  const { rows } = await pool.query(`SELECT query, calls::int, max_exec_time AS max, mean_exec_time AS mean, total_exec_time AS total FROM pg_stat_statements
    WHERE query ~ 'instance_credentials' AND query !~ 'count\\(\\*\\)|max\\(generation\\)|SET renew_at = now' ORDER BY max_exec_time DESC LIMIT 4`)
  return rows
}

const measureWorkers = async (backend, redis) => {
  const { url, database, stop } = await startDatabase()
  await addFleet(database, count)
  const environment = { DATABASE_URL: url, REDIS_URL: redis?.url ?? '' }
  const workers = await Promise.all([startWorker(environment), startWorker(environment)])
  report(`${backend}: first credentials`, `${(await untilGeneration(database, 1)).toFixed(1)} s`)
  // What an operator does who wants every set renewed: all are due at once.
  await database.pool.query(`UPDATE instance_credentials SET renew_at = now() WHERE delivery = '2.0'`)
  const rotation = await untilGeneration(database, 2)
  report(`${backend}: forced renewal of all, 2 workers`, `${rotation.toFixed(1)} s`, rotation < targets.rotationSeconds)
  // Sweeps go on after that and find nothing.
  await delay(22_000)
  const { rows } = await database.pool.query(`SELECT max(generation) AS generation FROM instance_credentials`)
  report(`${backend}: renewed once and not twice`, rows[0].generation === 2 ? 'yes' : 'no', rows[0].generation === 2)
  const memory = workers.map((worker) => worker.peakMegabytes())
  report(`${backend}: peak memory of each worker`, memory.map((megabytes) => `${megabytes.toFixed(0)} MB`).join(', '), Math.max(...memory) < targets.workerMegabytes)
  const statements = await slowest(database)
  report(`${backend}: slowest statement`, `${statements[0].max.toFixed(0)} ms`, statements[0].max < targets.slowestMilliseconds)
  for (const { query, calls, max, mean } of statements) {
    process.stdout.write(`  max ${max.toFixed(0)} ms, mean ${mean.toFixed(1)} ms, ${calls} calls: ${query.replaceAll(/\s+/g, ' ').slice(0, 90)}\n`)
  }
  await Promise.all(workers.map((worker) => worker.stop()))
  await stop()
}

/** A day, minute by minute, as sweeps see it: how many renewals each minute has. */
const measureDay = async () => {
  const { database, stop } = await startDatabase()
  await addFleet(database, count)
  const clock = createClock()
  const store = createStore(database, clock)
  const sealer = new Sealer({ store, ids: new Ids(), clock })
  const dependencies = { store, sealer, settings: { lifetimeSeconds: 23_700 } }
  const launch = clock.nowMilliseconds()
  await runDueRotations(dependencies, new Date(launch))
  const minutes = []
  let longest = 0
  for (let minute = 1; minute <= 1440; minute += 1) {
    const started = performance.now()
    const { issued } = await runDueRotations(dependencies, new Date(launch + minute * 60_000))
    longest = Math.max(longest, seconds(started))
    minutes.push(issued)
  }
  const mean = minutes.reduce((sum, issued) => sum + issued, 0) / minutes.length
  const share = Math.max(...minutes) / mean
  report('simulated day after launching all at once', `${(mean * 1440).toFixed(0)} renewals, ${mean.toFixed(1)} a minute`)
  report('busiest minute', `${Math.max(...minutes)}, ${share.toFixed(2)} times the mean`, share < targets.peakShare)
  report('work of the busiest minute', `${longest.toFixed(2)} s`)
  await stop()
}

process.stdout.write(`${cpus().length} cores, Node ${process.version}, ${count} instances\n`)
if (isWanted('postgres')) await measureWorkers('Postgres')
const redis = isWanted('redis') ? await startRedis() : undefined
if (redis !== undefined) {
  await measureWorkers('Redis', redis)
  await redis.stop()
} else if (isWanted('redis')) process.stdout.write('redis-server is not here; its part is left out.\n')
if (isWanted('day')) await measureDay()
process.stdout.write(missed.length === 0 ? 'every target met\n' : `missed: ${missed.join(', ')}\n`)
process.exitCode = missed.length === 0 ? 0 : 1
