import { type ContextKeys, isReadable, type StrictType } from '@rolecall/policy'
import { invalidContextValue, missingContextKeyName, missingContextKeyType, missingContextValues, repeatedContextKey, tooManyContextValues } from './errors.ts'

export interface ContextEntryInput {
  ContextKeyName?: string | undefined
  ContextKeyValues?: string[] | undefined
  ContextKeyType?: string | undefined
}

/** The types that not every text is a value of, as the refusal names them. */
const formatNames: Readonly<Record<StrictType, string>> = {
  numeric: 'numeric format',
  date: 'DateTime format',
  ip: 'IP address',
  binary: 'base-64 encoded binary format',
}

const isStrict = (type: string): type is StrictType => Object.hasOwn(formatNames, type)

const nameOf = ({ ContextKeyName: name }: ContextEntryInput): string => {
  if (name === undefined || name === '') throw missingContextKeyName()
  return name
}

const valuesOf = (name: string, { ContextKeyType: type, ContextKeyValues: values = [] }: ContextEntryInput): string | string[] => {
  if (type === undefined) throw missingContextKeyType(name)
  const [first] = values
  if (first === undefined) throw missingContextValues(name)
  const isList = type.endsWith('List')
  if (!isList && values.length > 1) throw tooManyContextValues(type, values.length)
  const member = type.replace(/List$/, '')
  if (isStrict(member) && !values.every((value) => isReadable(member, value))) throw invalidContextValue(name, formatNames[member])
  return isList ? values : first
}

/** The keys that a simulation is given; `…List` types hold several values. Refuses with InvalidInput. */
export const contextOf = (entries: readonly ContextEntryInput[] = []): ContextKeys => {
  const keys = new Map<string, string | string[]>()
  for (const entry of entries) {
    const name = nameOf(entry)
    if (keys.has(name.toLowerCase())) throw repeatedContextKey(name)
    keys.set(name.toLowerCase(), valuesOf(name, entry))
  }
  return Object.fromEntries(keys)
}
