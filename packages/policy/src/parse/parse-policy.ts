import { type CompiledCondition, compileCondition } from '../conditions/compile-condition.ts'
import { compileAny, compileAnyOnce, rememberingLast } from '../match/any-glob.ts'
import { compileGlob, globTokens, type Matcher } from '../match/glob.ts'
import { hasVariables, resolveAll, tokenTemplate } from '../match/template.ts'
import type { Context } from '../match/context.ts'
import { type Policy, PolicySyntaxError, type Statement } from '../policy.ts'
import { conditionValues, isObject, type JsonObject, parseDocument, textList } from './json.ts'
import { isPrincipalKind, type PrincipalEntry, principalEntry } from './principal-entry.ts'

const fail = (message: string): never => {
  throw new PolicySyntaxError(message)
}

const texts = (statement: JsonObject, element: string): string[] | undefined => {
  if (!(element in statement)) return undefined
  return textList(statement[element]) ?? fail(`${element} is neither text nor a list of texts.`)
}

const actionMatcher = (patterns: string[]): Matcher => {
  const exact = new Set<string>()
  const globs: Matcher[] = []
  for (const pattern of patterns.map((text) => text.toLowerCase())) {
    // A pattern with white space or with a wildcard for the service matches nothing; `*` alone is every action.
    if (/\s/.test(pattern) || (pattern !== '*' && !/^[^*?:]+:/.test(pattern))) continue
    if (/[*?]/.test(pattern)) globs.push(compileGlob(pattern))
    else exact.add(pattern)
  }
  return (action) => exact.has(action) || globs.some((matches) => matches(action))
}

const compileAction = (statement: JsonObject): Pick<Statement, 'matchesAction' | 'actionTexts' | 'isNotAction'> => {
  const not = texts(statement, 'NotAction')
  const actionTexts = not ?? texts(statement, 'Action') ?? []
  const matches = actionMatcher(actionTexts)
  return { actionTexts, isNotAction: not !== undefined, matchesAction: not === undefined ? matches : (action) => !matches(action) }
}

/** The place of the fifth colon: variables count only behind it. */
const fifthColon = (pattern: string): number => {
  const start = /^(?:[^:]*:){5}/.exec(pattern)
  return start === null ? pattern.length : start[0].length
}

/** What the patterns of a Resource say of one: whether one matches, and whether all variables had a value. */
type ResourceMatcher = (resource: string, context: Context) => { isMatched: boolean; isComplete: boolean }

const compilePatterns = (listed: readonly string[], knowsVariables: boolean): ResourceMatcher => {
  const patterns = [...new Set(listed)]
  const isTemplate = (pattern: string): boolean => knowsVariables && hasVariables(pattern.slice(fifthColon(pattern)))
  const constants = compileAny(patterns.filter((pattern) => !isTemplate(pattern)).map(globTokens))
  const templates = patterns.filter(isTemplate).map((pattern) => tokenTemplate(pattern, fifthColon(pattern)))
  if (templates.length === 0) return (resource) => ({ isMatched: constants(resource), isComplete: true })
  const compile = rememberingLast(compileAnyOnce)
  return (resource, context) => {
    const { items, isComplete } = resolveAll(templates, context)
    return { isMatched: constants(resource) || compile(items)(resource), isComplete }
  }
}

const compileResource = (statement: JsonObject, knowsVariables: boolean): Pick<Statement, 'matchesResource' | 'resourceTexts' | 'isNotResource'> => {
  const not = texts(statement, 'NotResource')
  const resourceTexts = not ?? texts(statement, 'Resource')
  // Trust policies have no Resource: they speak about the role that they belong to.
  if (resourceTexts === undefined) return { matchesResource: () => true, resourceTexts: [], isNotResource: false }
  const isNotResource = not !== undefined
  const hasEverything = resourceTexts.includes('*')
  if (hasEverything) return { matchesResource: () => !isNotResource, resourceTexts, isNotResource }
  const match = compilePatterns(resourceTexts, knowsVariables)
  const matchesResource = (resource: string, context: Context): boolean => {
    const { isMatched, isComplete } = match(resource, context)
    // Actions without resource-level permission have the resource `*`, which no ARN pattern matches, however wide.
    const isNamed = isMatched && resource !== '*'
    return isNotResource ? isComplete && !isNamed : isNamed
  }
  return { matchesResource, resourceTexts, isNotResource }
}

const compileConditions = (statement: JsonObject, knowsVariables: boolean): CompiledCondition[] => {
  const block = statement['Condition']
  if (block === undefined) return []
  if (!isObject(block)) return fail('Condition is no object.')
  return Object.entries(block).flatMap(([operator, keys]) => {
    if (!isObject(keys)) return fail(`Condition ${operator} is no object.`)
    return Object.entries(keys).map(([key, value]) => {
      const policyValues = conditionValues(value) ?? fail(`Condition ${operator} ${key} has values that are neither text, number nor boolean.`)
      return compileCondition(operator, key, { policyValues, hasVariables: knowsVariables })
    })
  })
}

/** The entries of a Principal or NotPrincipal element. */
export const principalEntries = (value: unknown): PrincipalEntry[] => {
  if (value === '*') return [{ kind: 'everyone' }]
  if (!isObject(value)) return fail('Principal is neither "*" nor an object.')
  return Object.entries(value).flatMap(([kind, names]) => {
    if (!isPrincipalKind(kind)) return fail(`Principal has the unknown kind ${kind}.`)
    const list = textList(names) ?? fail(`Principal ${kind} is neither text nor a list of texts.`)
    return list.map((name) => principalEntry(kind, name))
  })
}

const compilePrincipals = (statement: JsonObject): Statement['principals'] => {
  if ('NotPrincipal' in statement) return { isNot: true, entries: principalEntries(statement['NotPrincipal']) }
  return 'Principal' in statement ? { isNot: false, entries: principalEntries(statement['Principal']) } : undefined
}

const compileStatement = (statement: unknown, index: number, knowsVariables: boolean): Statement => {
  if (!isObject(statement)) return fail('A statement is no object.')
  const effect = statement['Effect']
  if (effect !== 'Allow' && effect !== 'Deny') return fail('Effect is neither Allow nor Deny.')
  const sid = statement['Sid']
  return {
    index,
    sid: typeof sid === 'string' && sid !== '' ? sid : undefined,
    effect,
    ...compileAction(statement),
    ...compileResource(statement, knowsVariables),
    conditions: compileConditions(statement, knowsVariables),
    principals: compilePrincipals(statement),
  }
}

const maximumRememberedActions = 500

const policyOf = (version: Policy['version'], statements: Statement[]): Policy => {
  const remembered = new Map<string, readonly Statement[]>()
  const statementsFor = (lowerAction: string): readonly Statement[] => {
    const known = remembered.get(lowerAction)
    if (known) return known
    const found = statements.filter((statement) => statement.matchesAction(lowerAction))
    if (remembered.size < maximumRememberedActions) remembered.set(lowerAction, found)
    return found
  }
  return { version, statements, statementsFor }
}

/** Compiles a policy document. It is lenient where AWS refuses only at write time; whatever it cannot read, it refuses. */
export const parsePolicy = (document: string): Policy => {
  const json = parseDocument(document)
  const version = json['Version'] === '2012-10-17' ? '2012-10-17' : '2008-10-17'
  const statement = json['Statement']
  if (statement === undefined) return fail('The document has no Statement.')
  const list = Array.isArray(statement) ? (statement as unknown[]) : [statement]
  return policyOf(
    version,
    list.map((item, index) => compileStatement(item, index, version === '2012-10-17')),
  )
}

/** A resource policy that names nobody. */
export const nobody: Policy = policyOf('2012-10-17', [])
