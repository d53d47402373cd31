import { foldCase } from './fold-case.ts'

type Value = string | readonly string[]

/** Condition keys of a request. Names ignore case; undefined is a key that the request does not carry. */
export type ContextKeys = Readonly<Record<string, Value | undefined>>

const foldedNames = new Map<string, string>()

// Names are few and asked about all the time; those with tags in them are not few, hence the bound.
const foldName = (name: string): string => {
  const known = foldedNames.get(name)
  if (known !== undefined) return known
  const folded = foldCase(name)
  if (foldedNames.size < 5000) foldedNames.set(name, folded)
  return folded
}

/** Whatever knows the values of condition keys by their lower-case names. */
export interface KeySource {
  find(lowerName: string): Value | undefined
}

/** Layers of keys, later ones first to be asked, or a source that works out what it is asked for. */
export type ContextSource = readonly ContextKeys[] | KeySource

const isLayers = (source: ContextSource): source is readonly ContextKeys[] => Array.isArray(source)

// A request asks for a few of its keys once: looking through their names costs less than preparing all of them.
const findIn = (layer: ContextKeys, lowerName: string): Value | undefined => {
  let found: Value | undefined
  for (const name in layer) {
    if (name.length === lowerName.length && (name === lowerName || foldName(name) === lowerName)) found = layer[name] ?? found
  }
  return found
}

// Policies that ask for hundreds of keys have the names prepared after all.
const fewFinds = 32

/** Looks keys up in layers, later ones first. */
class Layers implements KeySource {
  readonly #layers: readonly ContextKeys[]
  #finds = 0
  #index: Map<string, Value> | undefined

  constructor(layers: readonly ContextKeys[]) {
    this.#layers = layers
  }

  find(lowerName: string): Value | undefined {
    this.#finds += 1
    if (this.#finds > fewFinds) return this.#indexed().get(lowerName)
    for (let index = this.#layers.length - 1; index >= 0; index -= 1) {
      const layer = this.#layers[index]
      const value = layer === undefined ? undefined : findIn(layer, lowerName)
      if (value !== undefined) return value
    }
    return undefined
  }

  #indexed(): ReadonlyMap<string, Value> {
    if (this.#index !== undefined) return this.#index
    const entries = this.#layers.flatMap((layer) => Object.entries(layer))
    this.#index = new Map(entries.flatMap(([name, value]) => (value === undefined ? [] : [[foldName(name), value] as const])))
    return this.#index
  }
}

/** What a question is asked with. */
export class Context {
  readonly #source: KeySource
  // A policy may use a variable hundreds of times.
  #singles: Map<string, string | undefined> | undefined

  constructor(source: ContextSource) {
    this.#source = isLayers(source) ? new Layers(source) : source
  }

  /** By lower-case name, as it was given: a text is a list of one. */
  find(lowerName: string): Value | undefined {
    return this.#source.find(lowerName)
  }

  /** By lower-case name; undefined when the key is missing. */
  values(lowerName: string): readonly string[] | undefined {
    const value = this.find(lowerName)
    return typeof value === 'string' ? [value] : value
  }

  /** The value of a single-valued key; multi-valued keys cannot be used as variables. */
  single(lowerName: string): string | undefined {
    this.#singles ??= new Map()
    if (this.#singles.has(lowerName)) return this.#singles.get(lowerName)
    const value = this.find(lowerName)
    const single = typeof value === 'string' || value === undefined ? value : value.length === 1 ? value[0] : undefined
    this.#singles.set(lowerName, single)
    return single
  }
}
