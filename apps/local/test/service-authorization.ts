import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AccessCheck } from '@rolecall/pipeline'

interface ServiceFacts {
  /** By type; ARNs are patterns with `${Partition}` and the like. */
  resources: Record<string, { arn: string; keys: number }>
  /** `keys`, here as there, and what stands for a resource type are places in `keyLists`. */
  actions: Record<string, { keys: number; resources: Record<string, number> }>
}

interface Facts {
  keyLists: string[][]
  services: Record<string, ServiceFacts>
}

// Written by tools/service-authorization.mjs.
const facts = JSON.parse(readFileSync(fileURLToPath(new URL('service-authorization.json', import.meta.url)), 'utf8')) as Facts

const keyList = (place: number): string[] => facts.keyLists[place] ?? []

/** Matches what a pattern of the reference stands for: `${Account}` and the like, but no colon. */
const formOf = (pattern: string): RegExp => {
  const literal = pattern.split(/\$\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${literal.join('[^:]*')}$`)
}

/** `aws:RequestTag/team` is `aws:RequestTag/${TagKey}` in the reference: both are one key with any name. */
const referenceName = (key: string): string => key.replace(/\/.*/, '/*').toLowerCase()

const isOfEveryCall = (key: string): boolean => /^aws:/i.test(key) && !/^aws:(RequestTag|ResourceTag|TagKeys)/i.test(key)

interface ActionFacts {
  /** Keys of the action, whatever the resource. */
  keys: string[]
  resources: { type: string; form: RegExp; keys: string[] }[]
}

/** What the reference knows of an action that a check asks for; undefined when there is no such action. */
const factsOf = (action: string): ActionFacts | undefined => {
  const [service = '', name = ''] = action.split(':')
  const known = facts.services[service]
  const own = known?.actions[name]
  if (known === undefined || own === undefined) return undefined
  const resources = Object.entries(own.resources).map(([type, keys]) => {
    const { arn = '', keys: ofType = 0 } = known.resources[type] ?? {}
    // Only EC2 says for each action which keys of a resource it brings.
    return { type, form: formOf(arn), keys: service === 'ec2' ? keyList(keys) : [...keyList(keys), ...keyList(ofType)] }
  })
  return { keys: keyList(own.keys), resources }
}

const resourceDeviations = (resource: string, { resources }: ActionFacts, types: readonly string[]): string[] => {
  if (resource === '*') return resources.length === 0 ? [] : [`is asked for on everything, but has ${resources.map(({ type }) => type).join(', ')}`]
  return types.length > 0 ? [] : [`has no resource such as ${resource}`]
}

/** What the checks of one operation say of one action on one type of resource. */
interface Declared {
  /** As the sentences begin. */
  subject: string
  resource: string
  types: readonly string[]
  known: ActionFacts
  /** Names of the keys that any of the checks carries, by the reference's spelling of them. */
  carried: Map<string, string>
}

const matchingOf = ({ resources }: ActionFacts, resource: string) => resources.filter(({ form }) => form.test(resource))

const keysOf = ({ conditionKeys = {} }: AccessCheck): [string, string][] =>
  Object.entries(conditionKeys).flatMap(([key, value]) => (value === undefined ? [] : [[referenceName(key), key]]))

/** The checks of an operation's example calls, together where they are about one type of resource. */
const grouped = (operation: string, checks: readonly AccessCheck[]): Map<string, Declared | string> => {
  const groups = new Map<string, Declared | string>()
  for (const { action = operation, ...check } of checks) {
    const subject = action === operation ? action : `${action} within ${operation}`
    const known = factsOf(action)
    const types = known === undefined ? [] : matchingOf(known, check.resource).map(({ type }) => type)
    const name = [action, ...(types.length === 0 ? [check.resource] : types)].join(' ')
    const group = groups.get(name)
    if (known === undefined) groups.set(name, `${action} is no action of the reference`)
    else if (group === undefined || typeof group === 'string') groups.set(name, { subject, resource: check.resource, types, known, carried: new Map(keysOf(check)) })
    else for (const [key, text] of keysOf(check)) group.carried.set(key, text)
  }
  return groups
}

const deviationsOf = ({ subject, resource, types, known, carried }: Declared): string[] => {
  const ofTypes = matchingOf(known, resource).flatMap(({ keys }) => keys)
  const allowed = new Map([...known.keys, ...ofTypes].map((key) => [referenceName(key), key]))
  const extra = [...carried].filter(([name, key]) => !isOfEveryCall(key) && !allowed.has(name))
  const missing = [...allowed].filter(([name, key]) => !isOfEveryCall(key) && !carried.has(name))
  const on = types.length === 0 ? '' : ` on ${types.join(', ')}`
  return [
    ...resourceDeviations(resource, known, types),
    ...extra.map(([, key]) => `carries ${key.replace(/\/.*/, '/*')}${on}`),
    ...missing.map(([, key]) => `lacks ${key.replace(/\/.*/, '/*')}${on}`),
  ].map((deviation) => `${subject} ${deviation}`)
}

/** In what an operation's checks differ from the service authorization reference, a sentence each: a type lacks a key that no call brings there. */
export const deviations = (operation: string, checks: readonly AccessCheck[]): string[] =>
  [...grouped(operation, checks).values()].flatMap((group) => (typeof group === 'string' ? [group] : deviationsOf(group)))
