import { isObject, parseDocument, textList } from './parse/json.ts'

/** A principal as a document names it. */
export interface NamedPrincipal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser` or whatever stands there. */
  kind: string
  value: string
}

const statementsOf = (document: string): Record<string, unknown>[] => {
  const statement = parseDocument(document)['Statement']
  return (Array.isArray(statement) ? (statement as unknown[]) : [statement]).filter(isObject)
}

const namesIn = (principal: unknown): NamedPrincipal[] => {
  if (typeof principal === 'string') return [{ kind: 'AWS', value: principal }]
  if (!isObject(principal)) return []
  return Object.entries(principal).flatMap(([kind, value]) => (textList(value) ?? []).map((name) => ({ kind, value: name })))
}

/** Every principal that a resource policy names, in order. */
export const principalsOf = (document: string): NamedPrincipal[] =>
  statementsOf(document).flatMap((statement) => [...namesIn(statement['Principal']), ...namesIn(statement['NotPrincipal'])])

type Rename = (value: string) => string | undefined

const renameValue = (value: unknown, rename: Rename): unknown => {
  if (typeof value === 'string') return rename(value) ?? value
  return Array.isArray(value) ? (value as unknown[]).map((item) => renameValue(item, rename)) : value
}

const renamePrincipal = (principal: unknown, rename: Rename): unknown =>
  isObject(principal) && 'AWS' in principal ? { ...principal, AWS: renameValue(principal['AWS'], rename) } : principal

const renameStatement = (statement: unknown, rename: Rename): unknown => {
  if (!isObject(statement)) return statement
  return Object.fromEntries(
    Object.entries(statement).map(([element, value]) => [
      element,
      element === 'Principal' || element === 'NotPrincipal' ? renamePrincipal(value, rename) : value,
    ]),
  )
}

/** The document with AWS principals renamed (ARN to unique id, or back); as it was, to the letter, when nothing changes. */
export const rewritePrincipals = (document: string, names: ReadonlyMap<string, string>): string => {
  const isTouched = principalsOf(document).some(({ kind, value }) => kind === 'AWS' && names.has(value))
  if (!isTouched) return document
  const json = parseDocument(document)
  const rename: Rename = (value) => names.get(value)
  const statement = json['Statement']
  const rewritten = Array.isArray(statement) ? (statement as unknown[]).map((item) => renameStatement(item, rename)) : renameStatement(statement, rename)
  return JSON.stringify({ ...json, Statement: rewritten })
}
