// What enforcement costs a call: the processor's time of a server that enforces beside one that does not, in turn. Processor time
// and turns, as the share is small and other work on the machine is not.
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { load } from './http-load.mjs'
import { processorMilliseconds, startRolecall } from './processes.mjs'
import { getRoleRequest, prepare } from './scenarios.mjs'
import { signer } from './signed-requests.mjs'

const requestsAtOnce = 2000

const scenarios = [
  { name: 'GetRole', request: (world) => getRoleRequest(world, 'bench-role') },
  { name: 'AssumeRole', request: (world) => signer('sts', world.endpoint, world.caller)(new AssumeRoleCommand({ RoleArn: world.roleArn, RoleSessionName: 'bench' })) },
]

const start = async (enforcement, imageId) => {
  const server = await startRolecall({ ROLECALL_ENFORCEMENT: enforcement })
  const world = await prepare(server.edge, { instanceCount: 1, imageId: await imageId(server.edge) })
  return { server, world }
}

/** Milliseconds of the processor that the server's process spends on a request. */
const measure = async ({ server }, bytes) => {
  const { hostname, port } = new URL(server.edge)
  const before = processorMilliseconds(server.processId)
  const { statuses } = await load({ target: { host: hostname, port: Number(port) }, request: (number) => (number < requestsAtOnce ? bytes : undefined), warmupSeconds: 0, seconds: 120 })
  if (Object.keys(statuses).some((status) => status !== '200')) throw new Error(`Not every answer was 200: ${JSON.stringify(statuses)}`)
  return (processorMilliseconds(server.processId) - before) / requestsAtOnce
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]

/** For each scenario the share that enforcement takes of a call; the first turns only warm up. */
export const measureEnforcement = async ({ turns, imageId }) => {
  const servers = await Promise.all(['enforce', 'off'].map((enforcement) => start(enforcement, imageId)))
  try {
    const results = []
    for (const { name, request } of scenarios) {
      const bytes = await Promise.all(servers.map(({ world }) => request(world)))
      const times = [[], []]
      for (let turn = 0; turn < turns + 2; turn += 1) {
        for (const [index, server] of servers.entries()) {
          const milliseconds = await measure(server, bytes[index])
          if (turn >= 2) times[index].push(milliseconds)
        }
      }
      const [enforced, open] = times.map(median)
      results.push({ name, share: (enforced - open) / enforced, enforced })
    }
    return results
  } finally {
    await Promise.all(servers.map(({ server }) => server.stop()))
  }
}
