import type { Parameters } from '../message.ts'

/** One parameter, and how far its dotted name has been read. */
export interface Entry {
  readonly name: string
  readonly value: string
  /** Where the unread part of the name begins; past the end when all of it is read. */
  offset: number
}

export const entriesOf = (parameters: Parameters): Entry[] => {
  const entries: Entry[] = []
  for (const [name, value] of parameters) entries.push({ name, value, offset: 0 })
  return entries
}

export const isRead = (entry: Entry): boolean => entry.offset > entry.name.length

/** Reads one more segment of each entry's name and groups the entries by it; the fully read ones are left out. */
export const groupBySegment = (entries: readonly Entry[], keyOf: (segment: string) => string): Map<string, Entry[]> => {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    if (isRead(entry)) continue
    const { name, offset } = entry
    const dot = name.indexOf('.', offset)
    const segment = keyOf(dot < 0 ? name.slice(offset) : name.slice(offset, dot))
    entry.offset = dot < 0 ? name.length + 1 : dot + 1
    const group = groups.get(segment)
    if (group === undefined) groups.set(segment, [entry])
    else group.push(entry)
  }
  return groups
}
