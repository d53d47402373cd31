// `npm run bench imds`: the credentials document at the metadata service with session tokens, a connection a request, while the
// store has a fleet (BENCH_INSTANCES, 100,000 unless told). What is measured begins with the first request after a start.
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cpus } from 'node:os'
import { createClock } from '../packages/clock/dist/index.js'
import { runDueRotations, Sealer } from '../packages/credentials/dist/index.js'
import { startEmbeddedPostgres } from '../packages/database/dist/index.js'
import { Ids, loopbackAddress } from '../packages/ids/dist/index.js'
import { createStore, migrate, openDatabase } from '../packages/store/dist/index.js'
import { addFleet } from './fleet.mjs'
import { load } from './http-load.mjs'
import { Measure } from './measure.mjs'
import { memoryMegabytes, newFolder, startHello, startRolecall } from './processes.mjs'

const count = Number(process.env.BENCH_INSTANCES ?? 100_000)
const sliceSeconds = Number(process.env.BENCH_SECONDS ?? 2)
const rounds = 6
/** Of the fleet, so many read their credentials; the first of them again and again, in turn. */
const readerCount = Math.min(count, 5000)
const regularCount = Math.min(readerCount, 500)
const targetShare = 0.5

const report = (name, value) => process.stdout.write(`${name.padEnd(52)} ${value}\n`)

/** A fleet with credentials in the database of a Rolecall that does not run; answers where its readers call. */
const fillStore = async (folder) => {
  const data = join(folder, 'data')
  mkdirSync(data, { recursive: true })
  // Root hands the server to a user without privileges, who must be able to enter.
  for (const path of [folder, data]) chmodSync(path, 0o711)
  const server = await startEmbeddedPostgres({ directory: join(data, 'postgres') })
  const database = openDatabase({ url: server.url, poolSize: 4 })
  await migrate(database)
  await addFleet(database, count)
  const clock = createClock()
  const store = createStore(database, clock)
  const sealer = new Sealer({ store, ids: new Ids(), clock })
  await sealer.rotate()
  await runDueRotations({ store, sealer, settings: { lifetimeSeconds: 23_700 } }, clock.now())
  const { rows } = await database.pool.query('SELECT address_number AS number FROM ec2_instances ORDER BY md5(id) LIMIT $1', [readerCount])
  await database.close()
  await server.stop()
  return rows.map(({ number }) => loopbackAddress(number))
}

const putToken = Buffer.from('PUT /latest/api/token HTTP/1.1\r\nx-aws-ec2-metadata-token-ttl-seconds: 21600\r\n\r\n')

/** The bytes of each reader's request. Tokens outlive the process that gave them. */
const prepareRequests = async (port, addresses) => {
  const requests = []
  for (const host of addresses) {
    const { sample } = await load({ target: { host, port }, request: (number) => (number === 0 ? putToken : undefined), connections: 1, warmupSeconds: 0, closes: true })
    const token = sample.split('\r\n\r\n')[1]
    requests.push(Buffer.from(`GET /latest/meta-data/iam/security-credentials/fleet HTTP/1.1\r\nhost: ${host}\r\nx-aws-ec2-metadata-token: ${token}\r\n\r\n`))
  }
  return requests
}

process.stdout.write(`${cpus().length} cores, Node ${process.version}, ${count} instances, ${readerCount} readers, ${rounds} rounds of ${sliceSeconds} s\n`)
const measureOf = (name, options) => new Measure(name, { ...options, seconds: sliceSeconds, closes: true })
const folder = newFolder()
const addresses = await fillStore(folder)
const former = await startRolecall({}, folder)
const requests = await prepareRequests(Number(new URL(former.imds).port), addresses)
await former.stop({ keepsData: true })

const bare = await startHello(true)
const rolecall = await startRolecall({}, folder)
try {
  const port = Number(new URL(rolecall.imds).port)
  const helloBytes = Buffer.from('GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n')
  const hello = measureOf('bare Fastify, closing', { target: () => ({ host: '127.0.0.1', port: bare.port }), request: () => helloBytes })
  const targetOf = (reader) => ({ host: addresses[reader % readerCount], port })
  const first = measureOf('metadata credentials (v2), first read of each', { target: targetOf, request: (reader) => requests[reader] })
  const again = measureOf(`metadata credentials (v2), ${regularCount} readers in turn`, {
    target: (number) => targetOf(number % regularCount),
    request: (number) => requests[number % regularCount],
  })
  const one = measureOf('metadata credentials (v2), one reader', { target: () => targetOf(0), request: () => requests[0] })
  for (let round = 0; round < rounds; round += 1) for (const measure of [first, hello, again, one]) await measure.slice()
  report(hello.name, hello.line())
  report(first.name, `${first.line()}  ${((first.rate / hello.rate) * 100).toFixed(1)} % of bare Fastify`)
  for (const measure of [again, one]) {
    if (!measure.sample.includes('"Code" : "Success"')) throw new Error(measure.sample)
    const share = measure.rate / hello.rate
    if (share < targetShare) process.exitCode = 1
    report(measure.name, `${measure.line()}  ${(share * 100).toFixed(1)} % of bare Fastify  ${share >= targetShare ? 'met' : 'MISSED'}`)
  }
  report('start', `${(rolecall.startMilliseconds / 1000).toFixed(2)} s`)
  report('memory, database included', `${memoryMegabytes(rolecall.processId).toFixed(0)} MB`)
} finally {
  await bare.stop()
  await rolecall.stop()
}
