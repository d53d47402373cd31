/** Condition keys of a request. Names ignore case; undefined is a key that the request does not carry. */
export type ContextKeys = Readonly<Record<string, string | readonly string[] | undefined>>

type Values = readonly string[]

const lowered = new WeakMap<ContextKeys, Map<string, Values>>()

const lowerLayer = (keys: ContextKeys): Map<string, Values> => {
  const known = lowered.get(keys)
  if (known) return known
  const layer = new Map<string, Values>()
  for (const [name, value] of Object.entries(keys)) {
    if (value !== undefined) layer.set(name.toLowerCase(), typeof value === 'string' ? [value] : value)
  }
  lowered.set(keys, layer)
  return layer
}

/** Looks keys up in layers, later ones first. Layers are prepared only when a condition or variable asks. */
export class Context {
  readonly #layers: readonly ContextKeys[]

  constructor(layers: readonly ContextKeys[]) {
    this.#layers = layers
  }

  /** By lower-case name; undefined when the key is missing. */
  values(lowerName: string): Values | undefined {
    for (let index = this.#layers.length - 1; index >= 0; index -= 1) {
      const layer = this.#layers[index]
      const values = layer === undefined ? undefined : lowerLayer(layer).get(lowerName)
      if (values !== undefined) return values
    }
    return undefined
  }

  /** The value of a single-valued key; multi-valued keys cannot be used as variables. */
  single(lowerName: string): string | undefined {
    const values = this.values(lowerName)
    return values?.length === 1 ? values[0] : undefined
  }
}
