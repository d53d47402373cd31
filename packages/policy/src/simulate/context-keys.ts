import { conditionValues, isObject, type JsonObject, parseDocument, textList } from '../parse/json.ts'

const variables = /\$\{([^{}]*)\}/g

const variablesIn = (text: string): string[] =>
  [...text.matchAll(variables)].flatMap(([, content = '']) => {
    if (['*', '?', '$'].includes(content)) return []
    const [name = ''] = content.split(',')
    return [name.trim()]
  })

const conditionsOf = (statement: JsonObject): [string, unknown][] => {
  const block = statement['Condition']
  return isObject(block) ? Object.values(block).flatMap((keys) => (isObject(keys) ? Object.entries(keys) : [])) : []
}

const textsWithVariables = (statement: JsonObject): string[] => [
  ...(textList(statement['Resource']) ?? []),
  ...(textList(statement['NotResource']) ?? []),
  ...conditionsOf(statement).flatMap(([, values]) => conditionValues(values) ?? []),
]

/** A key once, as it is spelled first: key names ignore case. */
export const distinctKeys = (keys: readonly string[]): string[] => {
  const seen = new Map<string, string>()
  for (const key of keys) if (!seen.has(key.toLowerCase())) seen.set(key.toLowerCase(), key)
  return [...seen.values()]
}

/** The condition keys that a document asks about, in conditions and in variables, spelled as there. Refuses with PolicySyntaxError. */
export const contextKeysOf = (document: string): string[] => {
  const json = parseDocument(document)
  const statements = [json['Statement']].flat().filter(isObject)
  // Version 2008-10-17 knows no variables.
  const knowsVariables = json['Version'] === '2012-10-17'
  return distinctKeys(
    statements.flatMap((statement) => [
      ...conditionsOf(statement).map(([key]) => key),
      ...(knowsVariables ? textsWithVariables(statement).flatMap(variablesIn) : []),
    ]),
  )
}
