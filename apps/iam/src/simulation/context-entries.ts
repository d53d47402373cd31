import { isIP } from 'node:net'
import type { ContextKeys } from '@rolecall/policy'
import { invalidContextValue, missingContextKeyName, missingContextKeyType, missingContextValues, repeatedContextKey, tooManyContextValues } from './errors.ts'

export interface ContextEntryInput {
  ContextKeyName?: string | undefined
  ContextKeyValues?: string[] | undefined
  ContextKeyType?: string | undefined
}

interface Format {
  name: string
  fits(value: string): boolean
}

const isoDate = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/

const isDate = (value: string): boolean => /^\d{1,19}$/.test(value) || (isoDate.test(value) && !Number.isNaN(Date.parse(value)))

const isAddress = (value: string): boolean => {
  const [address = '', bits = '0', ...rest] = value.split('/')
  const version = isIP(address)
  return version !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
}

/** What a type asks of its values; the others take any text. */
const formats: Readonly<Record<string, Format>> = {
  numeric: { name: 'numeric format', fits: (value) => /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value) },
  date: { name: 'DateTime format', fits: isDate },
  ip: { name: 'IP address', fits: isAddress },
  binary: { name: 'base-64 encoded binary format', fits: (value) => /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value) },
}

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
  const format = formats[type.replace(/List$/, '')]
  if (format !== undefined && !values.every((value) => format.fits(value))) throw invalidContextValue(name, format.name)
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
