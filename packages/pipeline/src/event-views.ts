import type { ExplainedStatement, Explanation } from '@rolecall/policy'
import type { Store } from '@rolecall/store'
import { principalArns, withArns } from './explained-principals.ts'
import type { LoggedCheck, LoggedChecks } from './logged-checks.ts'
import type { RequestEvent } from './request-log.ts'

/** As the store has it; lines of earlier versions have no explanations. */
export type StoredEvent = Omit<RequestEvent, 'explanations'> & Partial<LoggedChecks>

type CheckSummary = Omit<LoggedCheck, 'explanation'>

/** A check with every policy that was looked at, in the order of the decision. */
type ExplainedCheck = CheckSummary & Explanation

type View<Check> = Omit<RequestEvent, keyof LoggedChecks> & { checks: Check[] }

const viewOf = <Check>(event: StoredEvent, viewCheck: (check: LoggedCheck) => Check): View<Check> => {
  const { explanations: _explanations, checks, ...members } = event
  return { ...members, checks: checks.map(viewCheck) }
}

const summaryOf = ({ explanation: _explanation, ...check }: LoggedCheck): CheckSummary => check

/** The line of a list: what was decided, without what each policy said. */
export const summarizeEvent = (event: StoredEvent): View<CheckSummary> => viewOf(event, summaryOf)

const elements = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']

// The store keeps members in an order of its own.
const inOrder = (statement: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(elements.flatMap((element) => (element in statement ? [[element, statement[element]]] : [])))

const statementInOrder = (explained: ExplainedStatement): ExplainedStatement =>
  explained.statement === undefined ? explained : { ...explained, statement: inOrder(explained.statement) }

const explanationInOrder = ({ policies, missing }: Explanation): Explanation => ({
  policies: policies.map((policy) => ({ ...policy, statements: policy.statements.map(statementInOrder) })),
  missing: missing.map((allow) => ({ ...allow, statement: inOrder(allow.statement) })),
})

const nothing: Explanation = { policies: [], missing: [] }

/** What explaining looks up. */
export interface EventLookups {
  /** Finds an event by its request id. */
  findEvent(requestId: string): Promise<StoredEvent | undefined>
  principals: Store['trustedPrincipals']
}

const explanationOf = async (event: StoredEvent, { explanation }: LoggedCheck, { findEvent }: Pick<EventLookups, 'findEvent'>): Promise<Explanation> => {
  if (explanation === undefined) return nothing
  if (typeof explanation === 'number') return event.explanations?.[explanation] ?? nothing
  const [requestId = '', number] = explanation.split('/')
  const holder = requestId === event.requestId ? event : await findEvent(requestId)
  // Only of the very oldest line may the one that holds its explanation be gone.
  return holder?.explanations?.[Number(number)] ?? nothing
}

/** The whole event, with what each policy said to each check. */
export const explainEvent = async (event: StoredEvent, lookups: EventLookups): Promise<View<ExplainedCheck>> => {
  const explanations = new Map<LoggedCheck, Explanation>()
  for (const check of event.checks) explanations.set(check, await explanationOf(event, check, lookups))
  const arns = await principalArns([...explanations.values()], lookups.principals)
  return viewOf(event, (check) => {
    const explanation = withArns(explanationInOrder(explanations.get(check) ?? nothing), arns)
    return { ...summaryOf(check), ...explanation }
  })
}
