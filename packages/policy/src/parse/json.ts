import { PolicySyntaxError } from '../policy.ts'

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The document as JSON; refuses what is none or no object. */
export const parseDocument = (document: string): JsonObject => {
  let value: unknown
  try {
    value = JSON.parse(document)
  } catch {
    throw new PolicySyntaxError('The document is no JSON.')
  }
  if (!isObject(value)) throw new PolicySyntaxError('The document is no JSON object.')
  return value
}

/** A text or a list of texts as a list; undefined when it is neither. */
export const textList = (value: unknown): string[] | undefined => {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return undefined
  const items = (value as unknown[]).filter((item) => item !== null)
  return items.every((item) => typeof item === 'string') ? items : undefined
}

/** Condition values: texts, numbers and booleans compare by their text. */
export const conditionValues = (value: unknown): string[] | undefined => {
  const items = Array.isArray(value) ? (value as unknown[]) : [value]
  return items.every((item) => ['string', 'number', 'boolean'].includes(typeof item)) ? items.map(String) : undefined
}
