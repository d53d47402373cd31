import { compileTokens, type Matcher, type PatternToken } from '@rolecall/policy'
import { emptyFilter, filterLimitExceeded, invalidFilter } from './errors.ts'

type Scalar = string | number | boolean | Date | null | undefined

/** What a row shows to a filter: one value, several of which any may match, or none. */
export type FilterValue = Scalar | readonly Scalar[]

/** The filters of one operation, by name. */
export interface FilterTable<Row> {
  names: Readonly<Record<string, (row: Row) => FilterValue>>
  /** Gives the filters `tag:KEY` and `tag-key`. */
  tags?: (row: Row) => readonly { Key?: string | undefined; Value?: string | undefined }[]
}

export interface FilterInput {
  Name?: string | undefined
  Values?: string[] | undefined
}

const maximumValues = 200

/** `*` is any run of characters, `?` exactly one, `\` takes the next character as it is. */
const valueMatcher = (pattern: string): Matcher => {
  const tokens: PatternToken[] = []
  for (const [piece] of pattern.matchAll(/\\[\s\S]|\*|\?|[^\\*?]+|\\$/g)) {
    if (piece === '*') tokens.push('star')
    else if (piece === '?') tokens.push('question')
    else tokens.push({ literal: piece.startsWith('\\') && piece.length > 1 ? piece.slice(1) : piece })
  }
  return compileTokens(tokens)
}

const textOf = (value: Scalar): string | undefined => {
  if (value === undefined || value === null) return undefined
  // Timestamps compare as the text that answers show.
  return value instanceof Date ? value.toISOString() : String(value)
}

const reader = <Row>(table: FilterTable<Row>, name: string): ((row: Row) => FilterValue) => {
  const { tags } = table
  if (tags !== undefined && name === 'tag-key') return (row) => tags(row).map((tag) => tag.Key)
  if (tags !== undefined && name.startsWith('tag:')) {
    const key = name.slice('tag:'.length)
    return (row) => tags(row).find((tag) => tag.Key === key)?.Value
  }
  const known = Object.hasOwn(table.names, name) ? table.names[name] : undefined
  if (known === undefined) throw invalidFilter(name)
  return known
}

const compileFilter = <Row>(table: FilterTable<Row>, filter: FilterInput): ((row: Row) => boolean) => {
  const read = reader(table, filter.Name ?? 'null')
  if (filter.Values === undefined || filter.Values.length === 0) throw emptyFilter(filter.Name ?? 'null')
  const matchers = filter.Values.map(valueMatcher)
  return (row) => {
    const value = read(row)
    const texts = (Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar]).map(textOf)
    return texts.some((text) => text !== undefined && matchers.some((matches) => matches(text)))
  }
}

/** The rows that every filter lets through; the values of one filter are alternatives. */
export const applyFilters = <Row>(table: FilterTable<Row>, filters: readonly FilterInput[] | undefined, rows: readonly Row[]): Row[] => {
  if (filters === undefined || filters.length === 0) return [...rows]
  const valueCount = filters.reduce((sum, filter) => sum + (filter.Values?.length ?? 0), 0)
  if (valueCount > maximumValues) throw filterLimitExceeded()
  const tests = filters.map((filter) => compileFilter(table, filter))
  return rows.filter((row) => tests.every((test) => test(row)))
}

