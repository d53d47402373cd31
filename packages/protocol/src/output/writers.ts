import type { ListShape, MapShape, Member, ScalarKind, Shape, StructureShape } from '@rolecall/models'
import type { Page } from './page.ts'
import { WrittenElements } from './written-elements.ts'

/** Writes one element, indented and with its line end. */
type Writer = (value: unknown, page: Page) => void

/** Writes the elements inside a structure. */
export type ContentWriter = (value: object, page: Page) => void

/** How one protocol lays out its answers. */
export interface Layout {
  readonly indentation: string
  formatTime(time: Date): string
}

interface Tags {
  /** `<Name>` with the indentation before it. */
  readonly open: Uint8Array
  /** `</Name>` on the same line. */
  readonly close: Uint8Array
  readonly openLine: Uint8Array
  readonly closeLine: Uint8Array
  /** `<Name/>`, a line of its own. */
  readonly empty: Uint8Array
}

type Structure = Readonly<Record<string, unknown>>

/** Runs what writes the inside of an element, and leaves `<Name/>` when that writes nothing. */
const writeAround = (tags: Tags, page: Page, writeInside: () => void): void => {
  const start = page.position
  page.literal(tags.openLine)
  const inside = page.position
  writeInside()
  if (page.position > inside) page.literal(tags.closeLine)
  else {
    page.rewind(start)
    page.literal(tags.empty)
  }
}

/** Writes each frozen structure once. */
const onceIfFrozen = (write: Writer): Writer => {
  const written = new WrittenElements()
  return (value, page) => {
    if (!Object.isFrozen(value)) {
      write(value, page)
      return
    }
    const structure = value as object
    const known = written.find(structure)
    if (known !== undefined) {
      page.literal(known)
      return
    }
    const start = page.position
    write(structure, page)
    written.keep(structure, page.copyFrom(start))
  }
}

/** Compiles shapes to writers, once per depth, since each line begins with its indentation. */
export class WriterCompiler {
  readonly #layout: Layout
  readonly #contents = new Map<StructureShape, ContentWriter[]>()

  constructor(layout: Layout) {
    this.#layout = layout
  }

  /** The members of a structure as elements at this depth. Compiled on the first call: a shape may contain itself. */
  content(shape: StructureShape, depth: number): ContentWriter {
    let write: ContentWriter | undefined
    return (value, page) => {
      write ??= this.#knownContent(shape, depth)
      write(value, page)
    }
  }

  #knownContent(shape: StructureShape, depth: number): ContentWriter {
    let byDepth = this.#contents.get(shape)
    if (byDepth === undefined) {
      byDepth = []
      this.#contents.set(shape, byDepth)
    }
    let write = byDepth[depth]
    if (write === undefined) {
      write = this.#content(shape.members, depth)
      byDepth[depth] = write
    }
    return write
  }

  #content(members: readonly Member[], depth: number): ContentWriter {
    const writers = members.map(({ name, shape, xmlName }) => ({ name, write: this.element(shape, xmlName, depth) }))
    return (structure, page) => {
      for (const { name, write } of writers) {
        const value = (structure as Structure)[name]
        if (value !== undefined && value !== null) write(value, page)
      }
    }
  }

  /** A value as an element of this name at this depth. */
  element(shape: Shape, name: string, depth: number): Writer {
    const tags = this.#tags(name, depth)
    switch (shape.kind) {
      case 'structure':
        return this.#structure(shape, tags, depth)
      case 'list':
        return this.#list(shape, tags, depth)
      case 'map':
        return this.#map(shape, tags, depth)
      default:
        return this.#scalar(shape.kind, tags)
    }
  }

  #tags(name: string, depth: number): Tags {
    const indentation = this.#layout.indentation.repeat(depth)
    return {
      open: Buffer.from(`${indentation}<${name}>`),
      close: Buffer.from(`</${name}>\n`),
      openLine: Buffer.from(`${indentation}<${name}>\n`),
      closeLine: Buffer.from(`${indentation}</${name}>\n`),
      empty: Buffer.from(`${indentation}<${name}/>\n`),
    }
  }

  #structure(shape: StructureShape, tags: Tags, depth: number): Writer {
    const content = this.content(shape, depth + 1)
    return (value, page) => {
      writeAround(tags, page, () => {
        content(value as object, page)
      })
    }
  }

  #list(shape: ListShape, tags: Tags, depth: number): Writer {
    const element = this.element(shape.element, shape.elementName, depth + 1)
    const write = shape.element.kind === 'structure' ? onceIfFrozen(element) : element
    return (value, page) => {
      writeAround(tags, page, () => {
        for (const part of value as readonly unknown[]) write(part, page)
      })
    }
  }

  #map(shape: MapShape, tags: Tags, depth: number): Writer {
    const entry = this.#tags('entry', depth + 1)
    const writeKey = this.#scalar('string', this.#tags('key', depth + 2))
    const writeValue = this.element(shape.value, 'value', depth + 2)
    const writeEntry = (key: string, part: unknown, page: Page): void => {
      page.literal(entry.openLine)
      writeKey(key, page)
      writeValue(part, page)
      page.literal(entry.closeLine)
    }
    return (value, page) => {
      writeAround(tags, page, () => {
        for (const [key, part] of Object.entries(value as object)) writeEntry(key, part, page)
      })
    }
  }

  #scalar(kind: ScalarKind, { open, close, empty }: Tags): Writer {
    const { formatTime } = this.#layout
    const around = (format: (value: unknown) => string): Writer => {
      return (value, page) => {
        page.element(open, format(value), close)
      }
    }
    switch (kind) {
      case 'string':
        return (value, page) => {
          if (value === '') page.literal(empty)
          else page.element(open, value as string, close)
        }
      case 'timestamp':
        return around((value) => formatTime(value as Date))
      case 'blob':
        return around((value) => Buffer.from(value as Uint8Array).toString('base64'))
      case 'boolean':
        return around((value) => (value === true ? 'true' : 'false'))
      case 'integer':
      case 'long':
      case 'double':
        return around(String)
    }
  }
}
