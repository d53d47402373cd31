import type { ListShape, MapShape, ScalarKind, Shape, StructureShape } from '@rolecall/models'
import type { Dialect } from './dialect.ts'
import { type Entry, groupBySegment, isRead } from './entries.ts'
import { Malformed, scalarReaders } from './scalars.ts'

/** Makes a value of the entries below one name; undefined when they hold none. */
export type Reader = (entries: readonly Entry[]) => unknown

const index = /^[0-9]+$/

const setGiven = (structure: Record<string, unknown>, name: string, value: unknown): void => {
  if (value !== undefined) structure[name] = value
}

/** Compiles shapes to readers, each structure once. */
export class ReaderCompiler {
  readonly #dialect: Dialect
  readonly #structures = new Map<StructureShape, Reader>()

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  compile(shape: Shape): Reader {
    switch (shape.kind) {
      case 'structure':
        return this.structure(shape)
      case 'list':
        return this.#list(shape)
      case 'map':
        return this.#map(shape)
      default:
        return this.#scalar(shape.kind)
    }
  }

  /** Compiled on its first call, so that a shape may contain itself. */
  structure(shape: StructureShape): Reader {
    let read: Reader | undefined
    return (entries) => {
      read ??= this.#knownStructure(shape)
      return read(entries)
    }
  }

  #knownStructure(shape: StructureShape): Reader {
    let read = this.#structures.get(shape)
    if (read === undefined) {
      read = this.#structure(shape)
      this.#structures.set(shape, read)
    }
    return read
  }

  #structure(shape: StructureShape): Reader {
    const members = new Map(shape.members.map((member) => [member.queryName, { name: member.name, read: this.compile(member.shape) }]))
    const dialect = this.#dialect
    return (entries) => {
      this.#refuseRead(entries)
      const value: Record<string, unknown> = {}
      for (const [segment, group] of groupBySegment(entries, this.#dialect.segmentKey)) {
        const member = members.get(segment)
        if (member === undefined) dialect.refuseUnknown(group[0]?.name ?? segment)
        else setGiven(value, member.name, member.read(group))
      }
      return value
    }
  }

  /** A value given for a name that only has parts (`Filter=x`) belongs to no member. */
  #refuseRead(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (isRead(entry)) this.#dialect.refuseUnknown(entry.name)
    }
  }

  #list(shape: ListShape): Reader {
    const readElement = this.compile(shape.element)
    const { elementName } = shape
    return (entries) => {
      this.#refuseListValue(entries)
      if (this.#dialect.isFlat) return this.#elements(entries, readElement)
      return this.#elements(this.#only(elementName, entries), readElement)
    }
  }

  /** `Tags=` is how SDKs send an empty list; any other value without an index is no list. */
  #refuseListValue(entries: readonly Entry[]): void {
    for (const { name, value } of entries.filter(isRead)) {
      if (value !== '') throw this.#dialect.malformed(new Malformed(value), { name, value, kind: 'list' })
    }
  }

  /** The entries below the one segment that may stand here. */
  #only(segment: string, entries: readonly Entry[]): readonly Entry[] {
    const groups = groupBySegment(entries, this.#dialect.segmentKey)
    for (const [found, [entry]] of groups) {
      if (found !== segment && entry !== undefined) this.#dialect.refuseUnknown(entry.name)
    }
    return groups.get(segment) ?? []
  }

  /** Indices need be neither ordered nor without gaps: they only give the order. */
  #elements(entries: readonly Entry[], readElement: Reader): unknown[] {
    const numbered: { position: number; group: Entry[] }[] = []
    let isOrdered = true
    let last = -1
    for (const [segment, group] of groupBySegment(entries, this.#dialect.segmentKey)) {
      if (!index.test(segment)) {
        this.#dialect.refuseUnknown(group[0]?.name ?? segment)
        continue
      }
      const position = Number(segment)
      isOrdered &&= position >= last
      last = position
      numbered.push({ position, group })
    }
    if (!isOrdered) numbered.sort((one, other) => one.position - other.position)
    return numbered.map(({ group }) => readElement(group)).filter((value) => value !== undefined)
  }

  #map(shape: MapShape): Reader {
    const readKey = this.#scalar('string')
    const readValue = this.compile(shape.value)
    const readEntry = (entries: readonly Entry[]): readonly [unknown, unknown] => {
      const parts = groupBySegment(entries, this.#dialect.segmentKey)
      return [readKey(parts.get('key') ?? []), readValue(parts.get('value') ?? [])]
    }
    return (entries) => {
      const pairs = this.#elements(this.#only('entry', entries), readEntry) as (readonly [string | undefined, unknown])[]
      // Object.fromEntries defines properties, so that a key `__proto__` is a key like any other.
      return Object.fromEntries(pairs.filter(([key, value]) => key !== undefined && value !== undefined))
    }
  }

  #scalar(kind: ScalarKind): Reader {
    const read = scalarReaders[kind]
    return (entries) => {
      let found: unknown
      for (const entry of entries) {
        if (!isRead(entry)) {
          this.#dialect.refuseUnknown(entry.name)
          continue
        }
        if (found !== undefined) continue
        found = read(entry.value)
        if (found instanceof Malformed) throw this.#dialect.malformed(found, { name: entry.name, value: entry.value, kind })
      }
      return found
    }
  }
}
