import type { Caller } from '@rolecall/credentials'
import { type AuthorizationRequest, type ContextKeys, type Decision, type MatchedStatement, principalTexts } from '@rolecall/policy'

/** AWS wraps every list so. */
interface Items<Item> {
  items: Item[]
}

interface Valued {
  value: string
}

interface ConditionItem {
  key: string
  values: Items<Valued>
}

// What sts:DecodeAuthorizationMessage takes, as characters of base64; the rest is the seal.
const maximumEncodedLength = 10_240
const sealLength = 64
const maximumLength = Math.floor(((maximumEncodedLength - sealLength) * 3) / 4)

const itemsOf = (texts: readonly string[]): Items<Valued> => ({ items: texts.map((value) => ({ value })) })

const conditionItem = (key: string, value: string | readonly string[]): ConditionItem => ({
  key,
  values: itemsOf(typeof value === 'string' ? [value] : value),
})

const statementItem = ({ statement }: MatchedStatement, asked: AuthorizationRequest): object => ({
  statementId: statement.sid ?? '',
  effect: statement.effect.toUpperCase(),
  principals: itemsOf(statement.principals === undefined ? [asked.principal.uniqueId] : principalTexts(statement)),
  principalGroups: itemsOf([]),
  // Of NotAction and NotResource what they matched is told: the layout has no place for the exception.
  actions: itemsOf(statement.isNotAction ? [asked.action] : statement.actionTexts),
  resources: itemsOf(statement.isNotResource ? [asked.resource] : statement.resourceTexts),
  conditions: { items: statement.conditions.map(({ key, policyValues }) => conditionItem(key, policyValues)) },
})

/** The resource taken apart, under the keys that AWS uses in these messages only; service and region are those of the call. */
const resourceKeys = ({ resource, resourceAccount }: AuthorizationRequest, { service, region }: Called): ContextKeys => {
  const [, , owner, , account, ...rest] = resource.split(':')
  if (rest.length === 0) return {}
  const name = rest.join(':')
  const slash = name.indexOf('/')
  const id = name.slice(slash + 1)
  return {
    'aws:Resource': name,
    'aws:Account': account === undefined || account === '' ? resourceAccount : account,
    'aws:Region': region,
    'aws:Service': service,
    'aws:Type': slash < 0 ? undefined : name.slice(0, slash),
    // Neither what is being made nor what another service knows by name has one.
    'aws:ID': slash < 0 || id === '*' || owner !== service ? undefined : id,
    'aws:ARN': resource,
  }
}

const conditionItems = ({ asked, called, conditionKeys }: Denied): ConditionItem[] =>
  Object.entries({ ...resourceKeys(asked, called), ...conditionKeys }).flatMap(([key, value]) => (value === undefined ? [] : [conditionItem(key, value)]))

/** What was called: a role that is passed is denied as the call's, not as IAM's. */
interface Called {
  service: string
  region: string
}

interface Denied {
  caller: Caller
  called: Called
  asked: AuthorizationRequest
  decision: Decision
  /** The condition keys of this check alone; those of the whole request tell about the client, not about the resource. */
  conditionKeys: ContextKeys
}

const principalItem = ({ caller, asked }: Denied): object => ({
  id: caller.userId,
  ...(caller.kind === 'user' ? { name: caller.name } : {}),
  arn: asked.principal.arn,
})

/** What is sealed into an authorization message: whose it is, and what DecodeAuthorizationMessage answers. */
export interface AuthorizationMessage {
  partition: string
  account: string
  /** JSON in AWS's layout. */
  decoded: string
}

/** The message that a denial of EC2 carries; lists are left out where the whole would be longer than can be decoded. */
export const authorizationMessage = (denied: Denied): AuthorizationMessage => {
  const { caller, asked, decision } = denied
  const message = (matched: object[], conditions: ConditionItem[]): string =>
    JSON.stringify({
      allowed: false,
      explicitDeny: decision.kind === 'explicitDeny',
      matchedStatements: { items: matched },
      failures: { items: [] },
      context: { principal: principalItem(denied), action: asked.action, resource: asked.resource, conditions: { items: conditions } },
    })
  const matched = decision.matched.map((statement) => statementItem(statement, asked))
  const conditions = conditionItems(denied)
  const fits = (text: string): boolean => Buffer.byteLength(JSON.stringify(text)) < maximumLength
  const decoded = [message(matched, conditions), message(matched, []), message([], conditions)].find(fits) ?? message([], [])
  return { partition: caller.partition, account: asked.principal.account, decoded }
}
