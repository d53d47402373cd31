import { callAdmin, CliError } from './admin-client.ts'
import { parseDuration, readTime } from './duration.ts'

export interface GenerateOptions {
  role: string
  /** ISO 8601, or a duration back from the simulated time. */
  since?: string
  account?: string
  includeDenied?: boolean
}

interface RolePolicy {
  role: string
  policy: { Statement: object[] }
  calls: number
  denied: number
  from?: string
  to?: string
}

// Quotas of IAM, in characters without white space.
const managedPolicyCharacters = 6144

const isDuration = (text: string): boolean => /^(\d+(\.\d+)?[smhd])+$/.test(text)

const sinceTime = async (since: string): Promise<string> => {
  if (!isDuration(since)) return readTime(since)
  const { now } = await callAdmin<{ now: string }>('clock')
  return new Date(Date.parse(now) - parseDuration(since) * 1000).toISOString()
}

const queryOf = async ({ since, account, includeDenied }: GenerateOptions): Promise<string> =>
  new URLSearchParams({
    ...(since === undefined ? {} : { since: await sinceTime(since) }),
    ...(account === undefined ? {} : { account }),
    ...(includeDenied === true ? { includeDenied: 'true' } : {}),
  }).toString()

const counted = (calls: number): string => `${calls} ${calls === 1 ? 'call' : 'calls'}`

const remarks = ({ role, policy, calls, denied, from, to }: RolePolicy): string[] => {
  const size = JSON.stringify(policy).length
  return [
    `For ${counted(calls)} by sessions of ${role} from ${from ?? '-'} to ${to ?? '-'}, as far as the request log has them.`,
    ...(denied > 0 ? [`Left out as denied: ${counted(denied)}; --include-denied takes them in.`] : []),
    ...(size > managedPolicyCharacters ? [`It has ${size} characters, more than a managed policy may have (${managedPolicyCharacters}).`] : []),
  ]
}

/** Prints the least-privilege policy for what a role called; what else there is to say goes to standard error. */
export const printGeneratedPolicy = async (options: GenerateOptions): Promise<void> => {
  const generated = await callAdmin<RolePolicy>(`roles/${encodeURIComponent(options.role)}/generated-policy?${await queryOf(options)}`)
  if (generated.policy.Statement.length === 0) throw new CliError(`The request log has no allowed call of a session of ${options.role} that needs a permission.`)
  process.stdout.write(`${JSON.stringify(generated.policy, undefined, 2)}\n`)
  for (const remark of remarks(generated)) process.stderr.write(`${remark}\n`)
}
