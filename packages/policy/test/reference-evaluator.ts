/**
 * The plainest evaluator of AWS policies, for tests only: it reads the raw documents at every question, keeps nothing and
 * shares no code with the engine, so that a mistake is hardly made twice.
 */
import type { Principal } from '../src/index.ts'

export interface RawStatement {
  Effect: string
  Action?: string | string[]
  NotAction?: string | string[]
  Resource?: string | string[]
  NotResource?: string | string[]
  Principal?: RawPrincipal
  NotPrincipal?: RawPrincipal
  Condition?: Record<string, Record<string, RawValue | RawValue[]>>
}
type RawValue = string | number | boolean
export type RawPrincipal = string | Record<string, string | string[]>

export interface RawPolicy {
  Version?: string
  Statement: RawStatement | RawStatement[]
}

type RawContext = Record<string, string | string[]>

export interface RawRequest {
  principal: Principal
  action: string
  resource: string
  resourceAccount: string
  context: RawContext[]
  policies: {
    identity: RawPolicy[]
    boundary?: RawPolicy
    session?: RawPolicy[]
    serviceControl?: RawPolicy[][]
    resourceControl?: RawPolicy[]
    resource?: RawPolicy
    resourceKind?: 'trust' | 'resource'
  }
}

export interface RawDecision {
  kind: 'allowed' | 'explicitDeny' | 'implicitDeny'
  cause: string | undefined
}

const listOf = <Item>(value: Item | Item[] | undefined): Item[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])

// Context keys: names ignore case, later layers win.

const lookUp = (context: RawContext[], name: string): string[] | undefined => {
  for (const layer of [...context].reverse()) {
    for (const [key, value] of Object.entries(layer)) if (key.toLowerCase() === name.toLowerCase()) return listOf(value)
  }
  return undefined
}

// Patterns: a list of wildcards and literal characters.

type Piece = { wildcard: '*' | '?' } | { character: string }

const isWildcard = (character: string): character is '*' | '?' => character === '*' || character === '?'
const literally = (text: string): Piece[] => text.split('').map((character) => ({ character }))
const pieces = (text: string): Piece[] => text.split('').map((character) => (isWildcard(character) ? { wildcard: character } : { character }))

/** By dynamic programming: `reached[i]` says whether the pieces so far match the first i characters. */
const matches = (pattern: Piece[], text: string): boolean => {
  let reached = Array.from({ length: text.length + 1 }, (_, index) => index === 0)
  for (const piece of pattern) {
    const next = reached.map(() => false)
    for (let index = 0; index <= text.length; index += 1) {
      if ('wildcard' in piece && piece.wildcard === '*') next[index] = reached[index] === true || (index > 0 && next[index - 1] === true)
      else if (index > 0 && reached[index - 1] === true) next[index] = 'wildcard' in piece || piece.character === text[index - 1]
    }
    reached = next
  }
  return reached[text.length] === true
}

export const referenceGlob = (pattern: string, text: string): boolean => matches(pieces(pattern), text)

/** What stands between `${` and `}`; undefined when a variable has no value. */
const variable = (content: string, context: RawContext[]): string | undefined => {
  if (content === '*' || content === '?' || content === '$') return content
  const comma = content.indexOf(',')
  const rest = comma < 0 ? '' : content.slice(comma + 1).trim()
  const hasDefault = rest.length >= 2 && rest.startsWith("'") && rest.endsWith("'")
  const values = lookUp(context, (hasDefault ? content.slice(0, comma) : content).trim())
  if (values?.length === 1) return values[0]
  return hasDefault ? rest.slice(1, -1) : undefined
}

/** Text in which `${…}` from a place on are variables; what they bring is literal. */
const resolve = (text: string, context: RawContext[], from = 0): Piece[] | undefined => {
  const result = pieces(text.slice(0, from))
  let index = from
  while (index < text.length) {
    const end = text.startsWith('${', index) ? text.slice(index + 2).search(/[{}]/) + index + 2 : -1
    if (end > index + 1 && text[end] === '}') {
      const value = variable(text.slice(index + 2, end), context)
      if (value === undefined) return undefined
      result.push(...literally(value))
      index = end + 1
    } else {
      result.push(...pieces(text.charAt(index)))
      index += 1
    }
  }
  return result
}

// Actions and resources.

const actionMatches = (pattern: string, action: string): boolean => {
  if (pattern === '*') return true
  if (/\s/.test(pattern)) return false
  const colon = pattern.indexOf(':')
  const prefix = pattern.slice(0, Math.max(colon, 0)).toLowerCase()
  const [service = '', name = ''] = action.toLowerCase().split(':')
  return colon >= 0 && prefix === service && matches(pieces(pattern.slice(colon + 1).toLowerCase()), name)
}

const isAboutAction = (statement: RawStatement, action: string): boolean =>
  statement.NotAction === undefined
    ? listOf(statement.Action).some((pattern) => actionMatches(pattern, action))
    : !listOf(statement.NotAction).some((pattern) => actionMatches(pattern, action))

const fifthColon = (text: string): number => {
  let place = -1
  for (let count = 0; count < 5; count += 1) {
    place = text.indexOf(':', place + 1)
    if (place < 0) return text.length
  }
  return place
}

const resourceMatches = (pattern: string, request: RawRequest, knowsVariables: boolean): boolean | undefined => {
  if (pattern === '*') return true
  const resolved = knowsVariables ? resolve(pattern, request.context, fifthColon(pattern)) : pieces(pattern)
  if (resolved === undefined) return undefined
  return request.resource !== '*' && matches(resolved, request.resource)
}

const isAboutResource = (statement: RawStatement, request: RawRequest, knowsVariables: boolean): boolean => {
  if (statement.NotResource !== undefined) {
    return listOf(statement.NotResource).every((pattern) => resourceMatches(pattern, request, knowsVariables) === false)
  }
  if (statement.Resource === undefined) return true
  return listOf(statement.Resource).some((pattern) => resourceMatches(pattern, request, knowsVariables) === true)
}

// Condition operators. Each compares one value of the policy, as pieces, with one of the request.

const textOf = (value: Piece[]): string => value.map((piece) => ('wildcard' in piece ? piece.wildcard : piece.character)).join('')

const number = (text: string): number => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN)

const daysOf = (year: number, month: number): number => [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0

const dateForm = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d)))?)?)?$/

/** Milliseconds; digits alone are epoch seconds, but four digits are a year. */
const instant = (text: string): number => {
  const found = dateForm.exec(text)
  if (found === null) return /^\d{1,19}$/.test(text) ? Number(text) * 1000 : Number.NaN
  const part = (index: number, missing: number): number => (found[index] === undefined ? missing : Number(found[index]))
  const [year, month, day, hour, minute, second] = [part(1, 0), part(2, 1), part(3, 1), part(4, 0), part(5, 0), part(6, 0)] as const
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month) || hour > 23 || minute > 59 || second > 59) return Number.NaN
  if (part(9, 0) > 23 || part(10, 0) > 59) return Number.NaN
  const milliseconds = Number((found[7] ?? '').padEnd(3, '0').slice(0, 3))
  const offset = (found[8] === '-' ? -1 : 1) * (part(9, 0) * 60 + part(10, 0)) * 60_000
  return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offset
}

const bitsOf = (numbers: number[], width: number): string => numbers.map((one) => one.toString(2).padStart(width, '0')).join('')

const v4Bits = (text: string): string | undefined => {
  const parts = text.split('.')
  const isGood = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  return isGood ? bitsOf(parts.map(Number), 8) : undefined
}

/** An address as bits: 32, or 128 with `::` filled up. IPv4 mapped into IPv6 is IPv4. */
const addressBits = (text: string): string | undefined => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)
  if (mapped?.[1] !== undefined) return v4Bits(mapped[1])
  if (!text.includes(':')) return v4Bits(text)
  const halves = text.split('::')
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail]
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? bitsOf(groups.map((group) => Number.parseInt(group, 16)), 16) : undefined
}

const isInRange = (range: string, address: string): boolean => {
  const [start = '', length, ...more] = range.split('/')
  const [network, bits] = [addressBits(start), addressBits(address)]
  if (network === undefined || bits === undefined || network.length !== bits.length || more.length > 0) return false
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return false
  const kept = Number(length ?? network.length)
  return kept <= network.length && network.slice(0, kept) === bits.slice(0, kept)
}

const bytes = (text: string): string | undefined =>
  /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) ? Buffer.from(text, 'base64').toString('hex') : undefined

const sixParts = (value: Piece[]): Piece[][] => {
  const parts: Piece[][] = [[]]
  for (const piece of value) {
    if ('character' in piece && piece.character === ':' && parts.length < 6) parts.push([])
    else parts.at(-1)?.push(piece)
  }
  return parts
}

const arnMatches = (pattern: Piece[], value: string): boolean => {
  const wanted = sixParts(pattern)
  const parts = sixParts(literally(value)).map(textOf)
  if (parts[0] !== 'arn' || parts.length < 6 || wanted.length < 6) return false
  return wanted.every((part, index) => matches(part, parts[index] ?? ''))
}

const truth = (text: string): string | undefined => (/^(true|false)$/i.test(text) ? text.toLowerCase() : undefined)

type Compare = (wanted: Piece[], value: string) => boolean
const plain = (compare: (wanted: string, value: string) => boolean): Compare => (wanted, value) => compare(textOf(wanted), value)
const numbers = (compare: (value: number, bound: number) => boolean): Compare => plain((wanted, value) => compare(number(value), number(wanted)))
const dates = (compare: (value: number, bound: number) => boolean): Compare => plain((wanted, value) => compare(instant(value), instant(wanted)))

interface RawOperator {
  compare: Compare
  isNegated: boolean
  knowsVariables: boolean
}

const operatorOf = (name: string): RawOperator | undefined => {
  const withVariables = (compare: Compare, isNegated = false): RawOperator => ({ compare, isNegated, knowsVariables: true })
  const without = (compare: Compare, isNegated = false): RawOperator => ({ compare, isNegated, knowsVariables: false })
  switch (name) {
    case 'stringequals': case 'stringnotequals':
      return withVariables(plain((wanted, value) => wanted === value), name.includes('not'))
    case 'stringequalsignorecase': case 'stringnotequalsignorecase':
      return withVariables(plain((wanted, value) => wanted.toLowerCase() === value.toLowerCase()), name.includes('not'))
    case 'stringlike': case 'stringnotlike':
      return withVariables(matches, name.includes('not'))
    case 'arnequals': case 'arnlike': case 'arnnotequals': case 'arnnotlike':
      return withVariables(arnMatches, name.includes('not'))
    case 'bool':
      return withVariables(plain((wanted, value) => truth(wanted) !== undefined && truth(wanted) === truth(value)))
    case 'numericequals': case 'numericnotequals':
      return without(numbers((value, bound) => value === bound), name.includes('not'))
    case 'numericlessthan': return without(numbers((value, bound) => value < bound))
    case 'numericlessthanequals': return without(numbers((value, bound) => value <= bound))
    case 'numericgreaterthan': return without(numbers((value, bound) => value > bound))
    case 'numericgreaterthanequals': return without(numbers((value, bound) => value >= bound))
    case 'dateequals': case 'datenotequals':
      return without(dates((value, bound) => value === bound), name.includes('not'))
    case 'datelessthan': return without(dates((value, bound) => value < bound))
    case 'datelessthanequals': return without(dates((value, bound) => value <= bound))
    case 'dategreaterthan': return without(dates((value, bound) => value > bound))
    case 'dategreaterthanequals': return without(dates((value, bound) => value >= bound))
    case 'ipaddress': case 'notipaddress':
      return without(plain(isInRange), name.includes('not'))
    case 'binaryequals':
      return without(plain((wanted, value) => bytes(wanted) !== undefined && bytes(wanted) === bytes(value)))
    default:
      return undefined
  }
}

interface RawCondition {
  operator: string
  key: string
  wanted: string[]
}

const isNull = (values: string[] | undefined, wanted: string[]): boolean => {
  const isMissing = values === undefined || values.length === 0
  return wanted.some((value) => value.toLowerCase() === (isMissing ? 'true' : 'false'))
}

const isConditionMet = ({ operator: text, key, wanted }: RawCondition, context: RawContext[], knowsVariables: boolean): boolean => {
  const found = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/.exec(text.toLowerCase())
  const [, set, name = '', ifExists] = found ?? []
  const values = lookUp(context, key)
  if (name === 'null' && ifExists === undefined) return isNull(values, wanted)
  const operator = operatorOf(name)
  if (operator === undefined) return false
  const resolved = wanted.map((value) => (operator.knowsVariables && knowsVariables ? resolve(value, context) : pieces(value)))
  // A variable without a value: that value cannot match, and under negation the statement does not apply at all.
  if (operator.isNegated && resolved.includes(undefined)) return false
  const isGood = (value: string): boolean => resolved.some((one) => one !== undefined && operator.compare(one, value)) !== operator.isNegated
  if (set === undefined) {
    if (values === undefined || values.length === 0) return operator.isNegated || ifExists !== undefined
    return values.length === 1 && isGood(values[0] ?? '')
  }
  const isMissing = values === undefined || values.every((value) => value === '')
  if (set === 'forallvalues') return isMissing || values.every(isGood)
  return isMissing ? ifExists !== undefined : values.some(isGood)
}

const areConditionsMet = (statement: RawStatement, context: RawContext[], knowsVariables: boolean): boolean =>
  Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) => isConditionMet({ operator, key, wanted: listOf(value).map(String) }, context, knowsVariables)),
  )

// Principals of resource policies.

const strengths = ['none', 'account', 'via-entity', 'direct']
const signs = (principal: Principal): boolean => ['root', 'user', 'role-session', 'federated-user'].includes(principal.kind)

const awsStrength = (value: string, principal: Principal): string => {
  if (value === '*') return 'direct'
  if (!signs(principal)) return 'none'
  if (value === principal.account || (value.startsWith('arn:') && value.endsWith(`:iam::${principal.account}:root`))) return 'account'
  const isEntity = principal.kind === 'role-session' || principal.kind === 'federated-user'
  if (isEntity && [principal.uniqueId, principal.roleArn, principal.userArn].includes(value)) return 'via-entity'
  if (principal.kind === 'user' && value === principal.uniqueId) return 'direct'
  return value === principal.arn ? 'direct' : 'none'
}

const entryStrength = (kind: string, value: string, principal: Principal): string => {
  if (kind === 'AWS') return awsStrength(value, principal)
  if (kind === 'Service') return principal.kind === 'service' && principal.serviceName === value ? 'direct' : 'none'
  if (kind === 'Federated') return principal.kind === 'federated' && principal.federatedProvider === value ? 'direct' : 'none'
  return 'none'
}

const entriesOf = (principal: RawPrincipal): [string, string][] =>
  typeof principal === 'string' ? [['AWS', principal]] : Object.entries(principal).flatMap(([kind, values]) => listOf(values).map((value): [string, string] => [kind, value]))

/** Deny with NotPrincipal: the account, the entity behind the session and the session itself must all be listed. */
const isSpared = (entries: [string, string][], principal: Principal): boolean => {
  const found = new Set(entries.map(([kind, value]) => entryStrength(kind, value, principal)))
  if (entries.some(([kind, value]) => kind === 'AWS' && value === '*')) return true
  if (!signs(principal)) return found.has('direct')
  if (principal.kind === 'root') return found.has('account')
  if (principal.kind === 'user') return found.has('account') && found.has('direct')
  return found.has('account') && found.has('via-entity') && found.has('direct')
}

const principalStrength = (statement: RawStatement, principal: Principal, hasBoundary: boolean): string => {
  const bestOf = (entries: [string, string][]): string =>
    entries.map(([kind, value]) => entryStrength(kind, value, principal)).reduce((best, one) => (strengths.indexOf(one) > strengths.indexOf(best) ? one : best), 'none')
  if (statement.Principal !== undefined) return bestOf(entriesOf(statement.Principal))
  if (statement.NotPrincipal === undefined) return 'none'
  const entries = entriesOf(statement.NotPrincipal)
  if (statement.Effect === 'Allow') return bestOf(entries) === 'none' ? 'direct' : 'none'
  return !hasBoundary && isSpared(entries, principal) ? 'none' : 'direct'
}

// The decision.

const statementsThatApply = (policies: RawPolicy[], request: RawRequest): RawStatement[] =>
  policies.flatMap((policy) => {
    const knowsVariables = policy.Version === '2012-10-17'
    return listOf(policy.Statement).filter(
      (statement) =>
        isAboutAction(statement, request.action) &&
        isAboutResource(statement, request, knowsVariables) &&
        areConditionsMet(statement, request.context, knowsVariables),
    )
  })

const denies = (statements: RawStatement[]): boolean => statements.some((statement) => statement.Effect === 'Deny')
const allows = (statements: RawStatement[]): boolean => statements.some((statement) => statement.Effect === 'Allow')

export const referenceDecision = (request: RawRequest): RawDecision => {
  const { principal, policies } = request
  const action = request.action.toLowerCase()
  if (action === 'sts:getcalleridentity') return { kind: 'allowed', cause: undefined }

  const isOwn = signs(principal)
  const isServiceLinked = principal.kind === 'role-session' && principal.roleArn?.includes(':role/aws-service-role/') === true
  const isRoot = principal.kind === 'root'
  const about = (list: RawPolicy[]): RawStatement[] => statementsThatApply(list, request)
  const identity = about(isOwn && !isRoot ? policies.identity : [])
  const hasBoundary = policies.boundary !== undefined && isOwn && !isRoot && !isServiceLinked
  const boundary = about(hasBoundary ? listOf(policies.boundary) : [])
  const hasSession = isOwn && (policies.session !== undefined || principal.kind === 'federated-user')
  const session = about(hasSession ? (policies.session ?? []) : [])
  const levels = isOwn && !isServiceLinked ? (policies.serviceControl ?? []).map(about) : []
  const resourceControl = about(isServiceLinked ? [] : (policies.resourceControl ?? []))
  const resourceKind = policies.resourceKind === 'trust' ? 'trust' : 'resource'
  const strengthOf = (statement: RawStatement): string => principalStrength(statement, principal, hasBoundary)
  const resource = about(listOf(policies.resource)).filter((statement) => strengthOf(statement) !== 'none')

  const explicit = (cause: string): RawDecision => ({ kind: 'explicitDeny', cause })
  if (levels.some(denies)) return explicit('scp')
  if (denies(resourceControl)) return explicit('rcp')
  if (denies(resource)) return explicit(resourceKind)
  if (denies(boundary)) return explicit('boundary')
  if (denies(session)) return explicit('session')
  if (denies(identity)) return explicit('identity')

  const allowed: RawDecision = { kind: 'allowed', cause: undefined }
  if (action === 'sts:getsessiontoken') return allowed
  const implicit = (cause: string): RawDecision => ({ kind: 'implicitDeny', cause })
  const granted = resource.map(strengthOf)
  if (!isOwn) return granted.includes('direct') ? allowed : implicit(resourceKind)
  if (!levels.every(allows)) return implicit('scp')
  const isCrossAccount = principal.account !== request.resourceAccount
  if (isCrossAccount && granted.length === 0) return implicit(resourceKind)
  if (isRoot) return hasSession && !allows(session) ? implicit('session') : allowed
  if (!isCrossAccount && granted.includes('direct')) return allowed
  if (!isCrossAccount && granted.length === 0 && resourceKind === 'trust') return implicit('trust')
  const needsIdentity = isCrossAccount || !granted.includes('via-entity')
  if (needsIdentity && !allows(identity)) return implicit('identity')
  if (hasBoundary && !allows(boundary)) return implicit('boundary')
  return hasSession && !allows(session) ? implicit('session') : allowed
}
