import { callAdmin, CliError } from '../admin-client.ts'
import type { ExplainedCheck, ExplainedPolicy, ExplainedRequest, ExplainedStatement, Failure } from './explained-request.ts'

const kindNames: Record<string, string> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
}

const kindName = (kind: string): string => kindNames[kind] ?? kind

const quoted = (texts: readonly string[]): string => texts.map((text) => (text.startsWith('… ') ? text : `'${text}'`)).join(', ')

const failureLine = ({ element, operator, key, expected, actual }: Failure): string => {
  const place = [element, operator, key].filter((part) => part !== undefined).join(' ')
  const seen = actual === null ? 'no such key' : actual.length === 0 ? 'an empty list' : quoted(actual)
  return `      ${place}: the policy has ${quoted(expected)}, the request ${seen}`
}

const statementName = ({ index, sid }: ExplainedStatement): string => (sid === undefined ? `statement ${index + 1}` : `statement ${index + 1} (${sid})`)

const policyName = ({ kind, name, arn, attachedTo, level }: ExplainedPolicy): string => {
  // A role has one trust policy, a session one that came with the request: their names say no more than their kind.
  const own = kind === 'trust' || name === kindName(kind) ? '' : ` ${arn ?? name}`
  return `${kindName(kind)}${own}${attachedTo === undefined ? '' : ` of ${attachedTo}`}${level === undefined ? '' : `, level ${level}`}`
}

const statementLines = (statement: ExplainedStatement, verb: string): string[] => [
  `    ${verb} ${statementName(statement)}${statement.statement === undefined ? '' : `: ${JSON.stringify(statement.statement)}`}`,
  ...statement.failures.map(failureLine),
  ...(statement.conditions ?? []).map((condition) => failureLine({ element: 'Condition', ...condition })),
]

const verbs: Record<string, string> = { allows: 'allows by', denies: 'DENIES by', doesNotApply: 'does not apply:' }

const silences: Record<string, string> = { silent: 'says nothing about the action', notNeeded: 'was not needed' }

const policyLines = (policy: ExplainedPolicy): string[] => {
  const said = policy.statements.flatMap((statement) => statementLines(statement, verbs[policy.outcome] ?? policy.outcome))
  const silence = silences[policy.outcome] ?? 'denies only in other circumstances'
  return [`  ${policyName(policy)}`, ...(said.length === 0 ? [`    ${silence}`] : said)]
}

const missingLines = ({ missing }: ExplainedCheck): string[] =>
  missing.map(({ kind, level, statement }) => `  missing in ${kind === 'identity' ? 'an' : 'a'} ${kindName(kind)}${level === undefined ? '' : ` of level ${level}`}: ${JSON.stringify(statement)}`)

const verdicts: Record<string, string> = { allowed: 'allowed', explicitDeny: 'denied explicitly', implicitDeny: 'denied, as nothing allows it' }

const whyLines = (check: ExplainedCheck): string[] => [
  ...(check.remark === undefined ? [] : [`  ${check.remark}`]),
  ...(check.policies.length === 0 ? check.reasons.map((reason) => `  ${reason}`) : check.policies.flatMap(policyLines)),
  ...missingLines(check),
]

const headLine = ({ action, resource, decision }: ExplainedCheck): string => `${action} on ${resource}: ${verdicts[decision] ?? decision}`

/** Checks one after the other that were decided alike are explained together. */
const checkLines = (checks: readonly ExplainedCheck[]): string[] =>
  checks.flatMap((check, index) => {
    const why = whyLines(check)
    const [previous, next] = [checks[index - 1], checks[index + 1]]
    const isAlike = (other: ExplainedCheck | undefined): boolean => other !== undefined && other.decision === check.decision && whyLines(other).join() === why.join()
    return [...(isAlike(previous) ? [] : ['']), headLine(check), ...(isAlike(next) ? [] : why)]
  })

const errorLines = ({ error, checks }: ExplainedRequest): string[] => {
  if (error === undefined) return []
  const own = error.reason === undefined || checks.length > 0 ? [] : [`  ${error.reason}`]
  return [`${error.code}: ${error.message}`, ...own]
}

/** The text that tells a reader why a request was decided as it was. */
export const explanation = (request: ExplainedRequest): string => {
  const { at, service, action, caller, status, decision } = request
  const audit = decision === 'wouldDeny' ? ['Enforcement only audits: the policies would have denied the call.'] : []
  return [
    `${at} ${service}:${action ?? '-'} by ${caller ?? 'nobody known'}: HTTP ${status}`,
    ...errorLines(request),
    ...audit,
    ...(request.checks.length === 0 && request.error === undefined ? ['No policy was asked.'] : []),
    ...checkLines(request.checks),
  ].join('\n')
}

const denials = ['explicitDeny', 'implicitDeny', 'wouldDeny']

/** The newest request that was denied, or would have been. */
const newestDenied = async (): Promise<string> => {
  const lists = await Promise.all(denials.map((decision) => callAdmin<{ events: { id: number; requestId: string }[] }>(`events?decision=${decision}&limit=1`)))
  const [newest] = lists.flatMap(({ events }) => events).toSorted((one, other) => other.id - one.id)
  if (newest === undefined) throw new CliError('The request log has no request that was denied.')
  return newest.requestId
}

/** What was decided about one request, and why; about the newest that was denied unless an id is given. */
export const explain = async (requestId: string | undefined, options: { json?: boolean }): Promise<string | ExplainedRequest> => {
  const request = await callAdmin<ExplainedRequest>(`events/${encodeURIComponent(requestId ?? (await newestDenied()))}`)
  return options.json === true ? request : explanation(request)
}
