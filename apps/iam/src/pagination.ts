import { invalidMarker } from './errors.ts'

export interface PageInput {
  Marker?: string | undefined
  MaxItems?: number | undefined
}

interface PageOutput {
  IsTruncated: boolean
  Marker?: string
}

const defaultMaxItems = 100
const prefix = 'after:'

/** Markers name the last key of the page before, so that inserts and deletes between two calls do no harm. */
const markerAfter = (key: string): string => Buffer.from(prefix + key, 'utf8').toString('base64url')

/** The key that the caller's marker names; empty for the first page. */
export const keyBefore = ({ Marker }: PageInput): string => {
  if (Marker === undefined) return ''
  const text = Buffer.from(Marker, 'base64url').toString('utf8')
  const key = text.slice(prefix.length)
  if (!text.startsWith(prefix) || key.includes('\0') || markerAfter(key) !== Marker) throw invalidMarker()
  return key
}

/** One more than the page holds, which tells whether there is another page. */
export const readLimit = ({ MaxItems }: PageInput): number => (MaxItems ?? defaultMaxItems) + 1

/** Cuts what was read with `readLimit` to the page. */
export const pageOf = <Item>(read: Item[], input: PageInput, keyOf: (item: Item) => string): { items: Item[]; page: PageOutput } => {
  const items = read.slice(0, readLimit(input) - 1)
  const last = items.at(-1)
  if (read.length === items.length || last === undefined) return { items, page: { IsTruncated: false } }
  return { items, page: { IsTruncated: true, Marker: markerAfter(keyOf(last)) } }
}

/** The page of a short list that is read whole; its items are ordered by their keys. */
export const pageOfAll = <Item>(all: Item[], input: PageInput, keyOf: (item: Item) => string): { items: Item[]; page: PageOutput } => {
  const after = keyBefore(input)
  return pageOf(after === '' ? all : all.filter((item) => keyOf(item) > after), input, keyOf)
}
