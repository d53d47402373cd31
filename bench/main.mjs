// `npm run bench`: requests a second and p99 through the real endpoint, signatures verified and policies enforced, as a
// share of a bare Fastify in the same run. Machines differ; shares much less.
import { cpus } from 'node:os'
import { DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2'
import { measureEnforcement } from './enforcement.mjs'
import { load } from './http-load.mjs'
import { Measure } from './measure.mjs'
import { measurePolicyRate, measureWorstEvaluation } from './policy.mjs'
import { memoryMegabytes, startHello, startMoto, startRolecall } from './processes.mjs'
import { apiScenarios, createRoleRequests, describeOneRequest, getRoleRequest, identityRequest, launchInstances, prepare, root } from './scenarios.mjs'
import { signer } from './signed-requests.mjs'

const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const only = process.argv.slice(2)
const isWanted = (name) => only.length === 0 || only.some((word) => name.toLowerCase().includes(word.toLowerCase()))
const rows = []

const percent = (share) => `${(share * 100).toFixed(1)} %`

const report = (row) => {
  rows.push(row)
  const share = row.share === undefined ? '' : `  ${percent(row.share)} of bare Fastify`
  const latency = row.p99 === undefined ? '' : `  p99 ${row.p99.toFixed(1)} ms`
  const target = row.target === undefined ? '' : `  target ${row.target}: ${row.isMet ? 'met' : 'MISSED'}`
  process.stdout.write(`${row.name.padEnd(34)} ${row.value}${latency}${share}${target}\n`)
}

const at = (url) => {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port) }
}

const checkStatuses = (name, measured) => {
  const statuses = Object.keys(measured.statuses)
  if (statuses.some((status) => status !== '200')) {
    throw new Error(`${name} did not answer 200 alone: ${JSON.stringify(measured.statuses)}\n${measured.sample.slice(0, 600)}`)
  }
}

const reportRate = (measure, { yardstick, targetShare, targetPerSecond } = {}) => {
  const { name, rate, p99 } = measure
  const share = yardstick === undefined ? undefined : rate / yardstick
  const isMet = targetPerSecond === undefined ? share >= targetShare : rate >= targetPerSecond
  const target = targetPerSecond === undefined ? targetShare && `>= ${percent(targetShare)}` : `>= ${targetPerSecond}/s`
  const beside = yardstick === undefined ? '' : ` beside ${yardstick.toFixed(0)}/s`
  report({ name, value: `${rate.toFixed(0)}/s${beside}`, p99, share, target, isMet })
}

const helloBytes = Buffer.from('POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/plain\r\ncontent-length: 43\r\n\r\nAction=GetCallerIdentity&Version=2011-06-15')

const rounds = 4
const measureOf = (name, options) => new Measure(name, { ...options, seconds: seconds / rounds })

/** Measures something in turn with a bare Fastify that treats its connections alike. */
const measureBeside = async (measure, hello, targets) => {
  const { closes } = measure.options
  const bare = measureOf('bare Fastify', { target: { host: '127.0.0.1', port: hello.port }, request: () => helloBytes, closes })
  for (const each of [bare, measure]) await each.warmUp()
  for (let round = 0; round < rounds; round += 1) for (const each of [bare, measure]) await each.slice()
  reportRate(measure, { yardstick: bare.rate, ...targets })
}

const measureApi = async (world, hello) => {
  for (const scenario of apiScenarios(world)) {
    if (!isWanted(scenario.name)) continue
    const { connections = 16, ...targets } = scenario
    const measure = measureOf(scenario.name, { target: at(world.endpoint), request: await scenario.requests(), connections })
    await measureBeside(measure, hello, targets)
  }
}

const metadataRequest = (path, host, token) =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${token === undefined ? '' : `x-aws-ec2-metadata-token: ${token}\r\n`}\r\n`)

const measureMetadata = async (world, hello) => {
  if (!isWanted('metadata credentials')) return
  const { instances } = await (await fetch(`${world.endpoint}/_rolecall/instances`)).json()
  const endpoint = new URL(instances[0].metadataEndpoint)
  const token = await (
    await fetch(`${endpoint.origin}/latest/api/token`, { method: 'PUT', headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' } })
  ).text()
  const bytes = metadataRequest('/latest/meta-data/iam/security-credentials/bench-instance', endpoint.host, token)
  const measure = measureOf('metadata credentials (v2)', { target: at(endpoint.origin), request: () => bytes, closes: true })
  await measureBeside(measure, hello, { targetShare: 0.5 })
}

const oneByOne = (world, bytes) => load({ target: at(world.endpoint), request: () => bytes, seconds, connections: 1 })

/** How much slower a point read is after something has grown. */
const reportGrowth = async (name, world, { bytes, grow }) => {
  const before = await oneByOne(world, bytes)
  await grow()
  const after = await oneByOne(world, bytes)
  checkStatuses(name, after)
  const factor = after.p50 / before.p50
  report({ name, value: `${factor.toFixed(2)} times the time`, target: '< 1.5', isMet: factor < 1.5 })
}

/** How point reads slow as rows grow. */
const measureGrowth = async (world) => {
  if (!isWanted('growth')) return
  const addRoles = async () => {
    const requests = await createRoleRequests(signer('iam', world.endpoint, world.caller), 10_000)
    await load({ target: at(world.endpoint), request: (number) => requests[number], seconds: 120, warmupSeconds: 0 })
  }
  await reportGrowth('GetRole, 10,000 roles more', world, { bytes: await getRoleRequest(world, 'bench-role'), grow: addRoles })
  const addInstances = () => launchInstances(world, { count: 10_000, atOnce: 1000 })
  await reportGrowth('DescribeInstances of one, 10,000 more', world, { bytes: await describeOneRequest(world), grow: addInstances })
}

const measureMoto = async () => {
  if (!isWanted('moto')) return
  const moto = await startMoto()
  if (moto === undefined) {
    process.stdout.write('moto_server is not here; skipped.\n')
    return
  }
  const endpoint = `http://127.0.0.1:${moto.port}`
  const bytes = await identityRequest(endpoint, root)
  const measure = measureOf('moto_server GetCallerIdentity', { target: at(endpoint), request: () => bytes, connections: 4, closes: true })
  for (let round = 0; round < rounds; round += 1) await measure.slice()
  reportRate(measure)
  await moto.stop()
}

const imageOf = async (endpoint) => {
  const ec2 = new EC2Client({ endpoint, region: 'us-east-1', credentials: root })
  const { Images } = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2023*x86_64'] }] }))
  return Images[0].ImageId
}

/** The policy engine alone, without a server. */
const measurePolicies = async () => {
  if (!isWanted('policy')) return
  const { engine, explained, reference } = await measurePolicyRate(seconds)
  report({ name: 'policy evaluations', value: `${engine.toFixed(0)}/s`, target: '>= 500000/s', isMet: engine >= 500_000 })
  const factor = engine / reference
  report({ name: 'policy, beside a plain evaluator', value: `${factor.toFixed(1)} times as many`, target: '>= 20', isMet: factor >= 20 })
  report({ name: 'policy evaluations, explained', value: `${explained.toFixed(0)}/s` })
  const [worst] = measureWorstEvaluation()
  report({ name: 'policy, worst hostile evaluation', value: `${worst.milliseconds.toFixed(2)} ms (${worst.name})`, target: '< 5 ms', isMet: worst.milliseconds < 5 })
}

/** Processor time, whatever else the machine does. */
const measureCostOfEnforcement = async () => {
  if (!isWanted('enforcement')) return
  for (const { name, share, enforced } of await measureEnforcement({ pairs: 5, turns: seconds * 6, imageId: imageOf })) {
    const value = `${percent(share)} of the ${enforced.toFixed(3)} ms of ${name}`
    report({ name: `enforcement, ${name}`, value, target: '< 10.0 %', isMet: share < 0.1 })
  }
}

const measureServers = async () => {
  const [hello, closingHello] = [await startHello(false), await startHello(true)]
  const rolecall = await startRolecall()
  try {
    report({ name: 'start on a cold data directory', value: `${(rolecall.startMilliseconds / 1000).toFixed(2)} s`, target: '< 6 s', isMet: rolecall.startMilliseconds < 6000 })
    const world = await prepare(rolecall.edge, { imageId: await imageOf(rolecall.edge) })
    await measureApi(world, hello)
    await measureMetadata(world, closingHello)
    const memory = memoryMegabytes(rolecall.processId)
    report({ name: 'memory, database included', value: `${memory.toFixed(0)} MB`, target: '< 350 MB', isMet: memory < 350 })
    await measureGrowth(world)
  } finally {
    for (const server of [rolecall, hello, closingHello]) await server.stop()
  }
  await measureMoto()
}

process.stdout.write(`${cpus().length} cores, Node ${process.version}, ${seconds} s each\n`)
await measurePolicies()
await measureCostOfEnforcement()
const isAboutServers = (word) => !['policy', 'enforcement'].some((name) => name.includes(word.toLowerCase()))
if (only.length === 0 || only.some(isAboutServers)) await measureServers()
const missed = rows.filter((row) => row.isMet === false && row.target !== undefined)
process.stdout.write(missed.length === 0 ? 'every target met\n' : `missed: ${missed.map((row) => row.name).join(', ')}\n`)
process.exitCode = missed.length === 0 ? 0 : 1
