import { oneOrMore } from '../explain/one-or-more.ts'
import { resourcePattern } from '../explain/resource-pattern.ts'

/** Something that was done. */
export interface Grant {
  /** `service:Operation`. */
  action: string
  /** An ARN, or `*`. */
  resource: string
  /** Condition keys that the permission is to be limited to; those that are not named do not matter. */
  conditionKeys: Readonly<Record<string, string>>
}

export interface GeneratedStatement {
  Effect: 'Allow'
  Action: string | string[]
  Resource: string | string[]
  Condition?: { StringEquals: Record<string, string | string[]> }
}

export interface GeneratedPolicy {
  Version: '2012-10-17'
  Statement: GeneratedStatement[]
}

type Conditions = Record<string, string[]>

/** An action on a resource under one condition. */
interface Permission {
  action: string
  pattern: string
  conditions: Conditions
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted(byText)

const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] => {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}

const keysOf = ({ conditionKeys }: Grant): string[] => Object.keys(conditionKeys).toSorted(byText)

const conditionsOf = (grant: Grant): Conditions => Object.fromEntries(keysOf(grant).map((key) => [key, [grant.conditionKeys[key] ?? '']]))

/** What was done alike but for one key may be done with each of its values. */
const unitedBy = (key: string, grants: readonly Grant[]): Conditions => ({ [key]: distinct(grants.map(({ conditionKeys }) => conditionKeys[key] ?? '')) })

/** The conditions under which one action was done on one resource. */
const conditionSets = (grants: readonly Grant[]): Conditions[] => {
  // Once done without any of the keys, it may be done whatever they say.
  if (grants.some((grant) => keysOf(grant).length === 0)) return [{}]
  return groupBy(grants, (grant) => keysOf(grant).join(' ')).flatMap((alike) => {
    const [first] = alike
    const [key, ...more] = first === undefined ? [] : keysOf(first)
    // Values of several keys belong together: each combination stands for itself.
    return key !== undefined && more.length === 0 ? [unitedBy(key, alike)] : alike.map(conditionsOf)
  })
}

const permissionsOf = (grants: readonly Grant[]): Permission[] =>
  groupBy(grants, ({ action, resource }) => `${action} ${resource}`).flatMap((alike) =>
    alike.slice(0, 1).flatMap(({ action, resource }) => conditionSets(alike).map((conditions) => ({ action, pattern: resourcePattern(resource), conditions }))),
  )

const isCovered = (pattern: string, patterns: readonly string[]): boolean =>
  patterns.some((other) => other !== pattern && (other === '*' || (other.endsWith('/*') && pattern.startsWith(other.slice(0, -1)))))

/** The patterns of one action under one condition, without those that a wider one covers. */
const patternsOf = (permissions: readonly Permission[]): string[] => {
  const patterns = distinct(permissions.map(({ pattern }) => pattern))
  return patterns.filter((pattern) => !isCovered(pattern, patterns))
}

const statementOf = (actions: readonly string[], { patterns, conditions }: { patterns: readonly string[]; conditions: Conditions }): GeneratedStatement => {
  const keys = Object.entries(conditions).map(([key, values]) => [key, oneOrMore(values)] as const)
  return {
    Effect: 'Allow',
    Action: oneOrMore(distinct(actions)),
    Resource: oneOrMore(patterns),
    ...(keys.length === 0 ? {} : { Condition: { StringEquals: Object.fromEntries(keys) } }),
  }
}

/** The statements of one condition: actions share a statement only when they share all their resources. */
const statementsUnder = (permissions: readonly Permission[]): GeneratedStatement[] => {
  const conditions = permissions[0]?.conditions ?? {}
  const actions = groupBy(permissions, ({ action }) => action).map((alike) => ({ action: alike[0]?.action ?? '', patterns: patternsOf(alike) }))
  return groupBy(actions, ({ patterns }) => JSON.stringify(patterns)).map((alike) =>
    statementOf(
      alike.map(({ action }) => action),
      { patterns: alike[0]?.patterns ?? [], conditions },
    ),
  )
}

/** The least privilege for what was done: it allows that again and nothing else, in as few statements as that takes. */
export const generatePolicy = (grants: readonly Grant[]): GeneratedPolicy => {
  const statements = groupBy(permissionsOf(grants), ({ conditions }) => JSON.stringify(conditions)).flatMap(statementsUnder)
  return { Version: '2012-10-17', Statement: statements.toSorted((one, other) => byText(JSON.stringify(one.Action), JSON.stringify(other.Action))) }
}
