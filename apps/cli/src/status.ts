import { callAdmin, CliError } from './admin-client.ts'

interface Status {
  status: string
  services: Record<string, string>
  version: string
  clock: { now: string }
  rotation: { lastSweepSecondsAgo: number | null }
  credentials: {
    missing: number
    total: number
    due: number
    late: number
    expired: number
    oldestSeconds: number | null
    averageSeconds: number | null
    shortestSeconds: number | null
    failures: Failure[]
  }
}

interface Failure {
  code: string
  account: string
  roleName: string | null
  count: number
  instanceId: string
  attempts: number
  nextAttemptSeconds: number
}

/** `5h 43m`, or `43m`, or `12s`. */
const shownDuration = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return `${Math.floor(seconds)}s`
  return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`
}

const ages = ({ oldestSeconds, averageSeconds, shortestSeconds }: Status['credentials']): string[] =>
  oldestSeconds === null || averageSeconds === null || shortestSeconds === null
    ? []
    : [
        `age\t${shownDuration(averageSeconds)} on average, ${shownDuration(oldestSeconds)} at most`,
        `next end\t${shortestSeconds < 0 ? `${shownDuration(-shortestSeconds)} ago` : `in ${shownDuration(shortestSeconds)}`}`,
      ]

/** `2 AssumeRoleUnauthorizedAccess: role app of 123456789012, i-… and 1 more; 5 attempts, the next in 41s`. */
const shownFailure = ({ code, account, roleName, count, instanceId, attempts, nextAttemptSeconds }: Failure): string => {
  const role = roleName === null ? `no role, ${account}` : `role ${roleName} of ${account}`
  const instances = count === 1 ? instanceId : `${instanceId} and ${count - 1} more`
  return `failed\t${count} ${code}: ${role}, ${instances}; ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}, the next in ${shownDuration(nextAttemptSeconds)}`
}

/** The lines of `rolecall status`. */
export const statusLines = ({ status, services, version, clock, rotation, credentials }: Status): string[] => {
  const { total, missing, due, late, expired, failures } = credentials
  const { lastSweepSecondsAgo } = rotation
  return [
    `rolecall ${version}: ${status}`,
    ...Object.entries(services).map(([service, state]) => `${service}\t${state}`),
    `clock\t${clock.now}`,
    `credentials\t${total} instances: ${due} due, ${late} late, ${expired} expired, ${missing} without`,
    ...ages(credentials),
    `last sweep\t${lastSweepSecondsAgo === null ? 'none yet' : `${shownDuration(lastSweepSecondsAgo)} ago`}`,
    ...failures.map(shownFailure),
  ]
}

/** Prints how everything stands; fails when a part does not answer. */
export const showStatus = async (options: { json?: boolean }): Promise<void> => {
  const status = await callAdmin<Status>('status')
  process.stdout.write(options.json === true ? `${JSON.stringify(status, undefined, 2)}\n` : `${statusLines(status).join('\n')}\n`)
  if (status.status !== 'ok') throw new CliError('Rolecall is not healthy.')
}
