// What enforcement costs a call: the processor's time of a server that enforces beside one that does not, in turn. Processor time
// and turns, as the share is small and other work on the machine is not; several pairs of servers, as two processes of the very
// same program differ by as much as the share.
import { CreateRoleCommand, GetRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { load } from './http-load.mjs'
import { teamPolicies } from './policy.mjs'
import { processorMilliseconds, startRolecall } from './processes.mjs'
import { getRoleRequest, prepare } from './scenarios.mjs'
import { signer } from './signed-requests.mjs'

const requestsAtOnce = 1000
const warmUpTurns = 6

/** Credentials of a role with the ten policies, whose conditions every call meets. */
const assumeTeamRole = async ({ endpoint, caller }) => {
  const settings = { endpoint, region: 'us-east-1', credentials: caller }
  const iam = new IAMClient(settings)
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] }
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'bench-team', AssumeRolePolicyDocument: JSON.stringify(trust) }))
  for (const [number, document] of teamPolicies().entries()) {
    await iam.send(new PutRolePolicyCommand({ RoleName: 'bench-team', PolicyName: `p${number}`, PolicyDocument: JSON.stringify(document) }))
  }
  const { Credentials } = await new STSClient(settings).send(new AssumeRoleCommand({ RoleArn: Role.Arn, RoleSessionName: 'bench' }))
  return { accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretAccessKey, sessionToken: Credentials.SessionToken }
}

const scenarios = [
  { name: 'GetRole', request: (world) => getRoleRequest(world, 'bench-role') },
  { name: 'GetRole, with conditions', request: (world) => signer('iam', world.endpoint, world.team)(new GetRoleCommand({ RoleName: 'bench-role' })) },
  { name: 'AssumeRole', request: (world) => signer('sts', world.endpoint, world.caller)(new AssumeRoleCommand({ RoleArn: world.roleArn, RoleSessionName: 'bench' })) },
]

const start = async (enforcement, imageId) => {
  const server = await startRolecall({ ROLECALL_ENFORCEMENT: enforcement })
  const world = await prepare(server.edge, { instanceCount: 1, imageId: await imageId(server.edge) })
  return { server, world: { ...world, team: await assumeTeamRole(world) } }
}

/** Milliseconds of the processor that the server's process spends on a request. */
const measure = async ({ server }, bytes) => {
  const { hostname, port } = new URL(server.edge)
  const before = processorMilliseconds(server.processId)
  const { statuses } = await load({ target: { host: hostname, port: Number(port) }, request: (number) => (number < requestsAtOnce ? bytes : undefined), warmupSeconds: 0, seconds: 120 })
  if (Object.keys(statuses).some((status) => status !== '200')) throw new Error(`Not every answer was 200: ${JSON.stringify(statuses)}`)
  return (processorMilliseconds(server.processId) - before) / requestsAtOnce
}

const quantile = (values, share) => values.toSorted((one, other) => one - other)[Math.floor(values.length * share)]

/** Milliseconds of each server's processor for a call, turn by turn. */
const measurePair = async (servers, request, turns) => {
  const bytes = await Promise.all(servers.map(({ world }) => request(world)))
  const times = servers.map(() => [])
  for (let turn = 0; turn < turns + warmUpTurns; turn += 1) {
    // Each comes first every other time.
    for (const index of turn % 2 === 0 ? [0, 1] : [1, 0]) {
      const milliseconds = await measure(servers[index], bytes[index])
      if (turn >= warmUpTurns) times[index].push(milliseconds)
    }
  }
  return times
}

const measurePairs = async ({ turns, imageId }) => {
  const servers = await Promise.all(['enforce', 'off'].map((enforcement) => start(enforcement, imageId)))
  try {
    const results = []
    for (const { request } of scenarios) results.push(await measurePair(servers, request, turns))
    return results
  } finally {
    await Promise.all(servers.map(({ server }) => server.stop()))
  }
}

/**
 * For each scenario the share that enforcement takes of a call. Work beside it makes a call cost up to three times as much and never
 * less, so the quick turns of all pairs tell: a quarter of them, as the garbage collector belongs to what a call costs.
 */
export const measureEnforcement = async ({ pairs, turns, imageId }) => {
  const results = []
  for (let pair = 0; pair < pairs; pair += 1) results.push(await measurePairs({ turns, imageId }))
  return scenarios.map(({ name }, scenario) => {
    const [enforced, open] = [0, 1].map((server) => quantile(results.flatMap((ofPair) => ofPair[scenario][server]), 0.25))
    return { name, share: (enforced - open) / enforced, enforced }
  })
}
