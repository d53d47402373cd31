import type { ListShape, MapShape, Member, ScalarKind, Shape, StructureShape } from '@rolecall/models'
import { escapeText } from './text.ts'

/** The text of one element, indented and with its line end. */
type Writer = (value: unknown) => string

/** The text of the elements inside a structure. */
export type ContentWriter = (value: object) => string

/** How one protocol lays out its answers. */
export interface Layout {
  readonly indentation: string
  formatTime(time: Date): string
}

interface Element {
  readonly open: string
  readonly close: string
  readonly empty: string
  /** Of the closing tag when there are lines between. */
  readonly closeBelow: string
}

type Structure = Readonly<Record<string, unknown>>

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
    return (value) => {
      write ??= this.#knownContent(shape, depth)
      return write(value)
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
    const writers = members.map(({ name, shape, xmlName }) => ({ name, write: this.#writer(shape, xmlName, depth) }))
    return (structure) => {
      let text = ''
      for (const { name, write } of writers) {
        const value = (structure as Structure)[name]
        if (value !== undefined && value !== null) text += write(value)
      }
      return text
    }
  }

  #writer(shape: Shape, name: string, depth: number): Writer {
    const element = this.#element(name, depth)
    switch (shape.kind) {
      case 'structure':
        return this.#structure(shape, element, depth)
      case 'list':
        return this.#list(shape, element, depth)
      case 'map':
        return this.#map(shape, element, depth)
      default:
        return this.#scalar(shape.kind, element)
    }
  }

  #element(name: string, depth: number): Element {
    const indentation = this.#layout.indentation.repeat(depth)
    return {
      open: `${indentation}<${name}>`,
      close: `</${name}>\n`,
      empty: `${indentation}<${name}/>\n`,
      closeBelow: `${indentation}</${name}>\n`,
    }
  }

  #structure(shape: StructureShape, { open, closeBelow, empty }: Element, depth: number): Writer {
    const content = this.content(shape, depth + 1)
    const openLine = `${open}\n`
    return (value) => {
      const text = content(value as object)
      return text === '' ? empty : openLine + text + closeBelow
    }
  }

  #list(shape: ListShape, { open, closeBelow, empty }: Element, depth: number): Writer {
    const write = this.#writer(shape.element, shape.elementName, depth + 1)
    const openLine = `${open}\n`
    return (value) => {
      const elements = value as readonly unknown[]
      if (elements.length === 0) return empty
      let text = openLine
      for (const element of elements) text += write(element)
      return text + closeBelow
    }
  }

  #map(shape: MapShape, { open, closeBelow, empty }: Element, depth: number): Writer {
    const entry = this.#element('entry', depth + 1)
    const writeKey = this.#scalar('string', this.#element('key', depth + 2))
    const writeValue = this.#writer(shape.value, 'value', depth + 2)
    return (value) => {
      let text = ''
      for (const [key, part] of Object.entries(value as object)) {
        text += `${entry.open}\n${writeKey(key)}${writeValue(part)}${entry.closeBelow}`
      }
      return text === '' ? empty : `${open}\n${text}${closeBelow}`
    }
  }

  #scalar(kind: ScalarKind, { open, close, empty }: Element): Writer {
    switch (kind) {
      case 'string':
        return (value) => (value === '' ? empty : open + escapeText(value as string) + close)
      case 'timestamp': {
        const { formatTime } = this.#layout
        return (value) => open + formatTime(value as Date) + close
      }
      case 'blob':
        return (value) => open + Buffer.from(value as Uint8Array).toString('base64') + close
      case 'boolean':
      case 'integer':
      case 'long':
      case 'double':
        return (value) => open + String(value) + close
    }
  }
}
