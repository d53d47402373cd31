// `npm run bench soak`: three simulated days of 50 instances whose programs fetch and use credentials all the time, on two
// replicas and a worker, while processes are killed, Redis is emptied, Postgres crashes and the clock jumps. No read may bring
// expired credentials, and no call with current ones may be refused. `--hours 12 --instances 10 --backend redis` shorten
// it; `--speed` is simulated seconds in a real one, `--pause` the real milliseconds between two such events.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { setTimeout as delay } from 'node:timers/promises'
import { AddRoleToInstanceProfileCommand, CreateInstanceProfileCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { DescribeImagesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { SoakClock } from './soak-clock.mjs'
import { startCloud } from './soak-cloud.mjs'
import { Reader } from './soak-reader.mjs'

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '72' },
    instances: { type: 'string', default: '50' },
    backend: { type: 'string' },
    speed: { type: 'string', default: '600' },
    pause: { type: 'string', default: '1500' },
  },
})
const simulatedHours = Number(values.hours)
const instanceCount = Number(values.instances)
/** Simulated seconds in one real second. */
const speed = Number(values.speed)
const tick = 200
/** Real milliseconds between events. */
const pauseBetweenEvents = Number(values.pause)

const launch = async (endpoint) => {
  const settings = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
  const [iam, ec2] = [new IAMClient(settings), new EC2Client(settings)]
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] }
  await iam.send(new CreateRoleCommand({ RoleName: 'soak', AssumeRolePolicyDocument: JSON.stringify(trust) }))
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'soak' }))
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'soak', RoleName: 'soak' }))
  const { Images } = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2023*x86_64'] }] }))
  const counts = { MinCount: instanceCount, MaxCount: instanceCount }
  await ec2.send(new RunInstancesCommand({ ImageId: Images[0].ImageId, InstanceType: 't3.micro', ...counts, IamInstanceProfile: { Name: 'soak' } }))
  const { instances } = await (await fetch(`${endpoint}/_rolecall/instances`)).json()
  return instances.map(({ instanceId, metadataEndpoint }) => ({ instanceId, address: new URL(metadataEndpoint).hostname }))
}

const eventsOf = (cloud, clock, backend) => [
  ['a worker is killed', () => cloud.worker.killAndRestart()],
  ['the clock jumps ahead by 2 h', () => clock.jump(7200)],
  ['a replica is killed', () => cloud.replicas[0].program.killAndRestart()],
  ...(backend === 'redis' ? [['Redis is emptied', () => cloud.flushRedis()]] : []),
  ['the clock jumps back by 45 min', () => clock.jump(-2700)],
  ['Postgres crashes', () => cloud.restartPostgres()],
  ['the clock jumps ahead by 8 h, past every end', () => clock.jump(28_800)],
  ['the other replica is killed', () => cloud.replicas[1].program.killAndRestart()],
  ...(backend === 'redis' ? [['Redis is restarted empty', () => cloud.restartRedis()]] : []),
  ['the clock jumps back by 10 h', () => clock.jump(-36_000)],
]

/** Rotation does its work by itself in the end: nothing stays due. Answers how many instances do. */
const leftDue = async ({ database }, clock) => {
  for (let attempt = 0; ; attempt += 1) {
    const { rows } = await database.pool.query(`SELECT count(*)::int AS due FROM instance_credentials WHERE delivery = '2.0' AND renew_at <= $1`, [new Date(clock.range().low)])
    if (rows[0].due === 0 || attempt === 40) return rows[0].due
    await delay(500)
  }
}

const soak = async (backend) => {
  const cloud = await startCloud(backend)
  const clock = new SoakClock(cloud)
  const tally = { reads: 0, calls: 0, outages: 0, late: 0, shortest: Infinity, violations: [], events: 0 }
  let isOver = false
  try {
    const instances = await launch(cloud.replicas[0].endpoint)
    const readers = instances.map((instance) => new Reader({ ...instance, cloud, clock, tally }).run(() => isOver))
    let flowed = 0
    const flowing = (async () => {
      for (; flowed < simulatedHours * 3600; flowed += (speed * tick) / 1000) {
        await clock.flow(speed * tick)
        await delay(tick)
      }
    })()
    const events = eventsOf(cloud, clock, backend)
    for (let number = 0; flowed < simulatedHours * 3600; number += 1) {
      await delay(pauseBetweenEvents)
      const [name, happen] = events[number % events.length]
      if (process.env.SOAK_TALK) process.stdout.write(`${(flowed / 3600).toFixed(1)} h: ${name}\n`)
      await happen()
      tally.events += 1
    }
    await flowing
    isOver = true
    await Promise.all(readers)
    const due = await leftDue(cloud, clock)
    if (due > 0) tally.violations.push(`${due} instances stayed due after all: ${cloud.worker.output}`)
    return tally
  } finally {
    isOver = true
    await cloud.stop()
  }
}

const backends = (values.backend === undefined ? ['postgres', 'redis'] : [values.backend]).filter((backend) => {
  if (backend !== 'redis' || spawnSync('redis-server', ['--version']).status === 0) return true
  process.stdout.write('redis-server is not here; its part is left out.\n')
  return false
})
for (const backend of backends) {
  const { violations, ...tally } = await soak(backend)
  process.stdout.write(
    `${backend}: ${simulatedHours} simulated hours, ${instanceCount} instances, ${tally.events} events, ${tally.reads} reads, ${tally.calls} calls; ` +
      `${tally.outages} attempts met an outage, ${tally.late} reads had less than 20 minutes left (shortest ${tally.shortest.toFixed(0)} s); ${violations.length} violations\n`,
  )
  for (const violation of violations.slice(0, 10)) process.stdout.write(`  ${violation}\n`)
  if (violations.length > 0) process.exitCode = 1
}
