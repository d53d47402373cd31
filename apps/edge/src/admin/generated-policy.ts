import type { StoredEvent } from '@rolecall/pipeline'
import { type GeneratedPolicy, generatePolicy, type Grant } from '@rolecall/policy'
import type { EdgeContext } from '../context.ts'
import { AdminError } from './admin-error.ts'
import { eventOf, readSince } from './events.ts'

/** The least privilege for what a role did, and what it was taken from. */
export interface RolePolicy {
  role: string
  account: string
  policy: GeneratedPolicy
  /** Requests whose permissions the policy holds. */
  calls: number
  /** Denied requests that were left out. */
  denied: number
  /** ISO 8601, simulated time: of the first and the last of the requests; missing when there are none. */
  from?: string
  to?: string
}

const sessionForm = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//

const isSessionOf = (event: StoredEvent, name: string, account: string): boolean => {
  const [, ownAccount, ownName] = sessionForm.exec(event.caller ?? '') ?? []
  return ownAccount === account && ownName === name
}

const grantsOf = ({ region, checks }: StoredEvent): Grant[] =>
  checks.map(({ action, resource, conditionKeys = {} }) => {
    // Lists of EC2 name no resource that would say where.
    const isRegional = resource === '*' && action.startsWith('ec2:') && region !== undefined
    return { action, resource, conditionKeys: isRegional ? { ...conditionKeys, 'aws:RequestedRegion': region } : conditionKeys }
  })

const isAllowed = ({ decision }: StoredEvent): boolean => decision === 'allowed'

const validName = (name: string): string => {
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) throw new AdminError(400, `'${name}' is no name of a role.`)
  return name
}

const validAccount = (account: string): string => {
  if (!/^\d{12}$/.test(account)) throw new AdminError(400, 'account must have 12 digits.')
  return account
}

/** Everything the log still has, so no limit of its own applies. */
const everything = 1_000_000

const sessionsOf = async ({ store }: EdgeContext, role: { name: string; account: string }, since: string | undefined): Promise<StoredEvent[]> => {
  const filter = { account: role.account, limit: everything, ...(since === undefined ? {} : { since: readSince(since) }) }
  const records = await store.requestEvents.list(filter)
  return records.map(eventOf).filter((event) => isSessionOf(event, role.name, role.account))
}

/** The policy for what sessions of a role called: the default account's, all that the log has and allowed calls only, unless told. */
export const generateRolePolicy = async (context: EdgeContext, roleName: string, query: Record<string, string>): Promise<RolePolicy> => {
  const name = validName(roleName)
  const account = validAccount(query['account'] ?? context.configuration.accountId)
  const events = await sessionsOf(context, { name, account }, query['since'])
  const decided = events.filter(({ checks }) => checks.length > 0)
  const taken = query['includeDenied'] === 'true' ? decided : decided.filter(isAllowed)
  const [from, to] = [events[0]?.at, events.at(-1)?.at]
  return {
    role: name,
    account,
    policy: generatePolicy(taken.flatMap(grantsOf)),
    calls: taken.length,
    denied: decided.length - taken.length,
    ...(from === undefined || to === undefined ? {} : { from, to }),
  }
}
