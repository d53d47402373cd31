import type { Correction } from './corrections/correction.ts'
import type { Limits } from './limits.ts'
import type { ListShape, MapShape, Member, ScalarKind, Shape, StructureShape } from './shapes.ts'

// The SDK's notation: a schema is a number (a scalar, or a list or map of scalars), an array that begins with its
// kind, a function that returns one, or a pair of a schema and traits.
export type SchemaReference = number | string | SchemaArray | (() => SchemaReference)
export type SchemaArray = readonly unknown[]

type Traits = Readonly<Record<string, unknown>>

const kinds = { simple: 0, list: 1, map: 2, structure: 3, union: 4 } as const
const listOf = 64
const mapOf = 128

const scalarKinds: Readonly<Record<number, ScalarKind>> = {
  0: 'string',
  1: 'integer',
  2: 'boolean',
  4: 'timestamp',
  5: 'timestamp',
  21: 'blob',
}

interface Resolved {
  readonly schema: number | string | SchemaArray
  readonly traits: Traits
}

/** Follows functions and pairs to the schema itself; traits of the outer pair win. */
const resolve = (reference: SchemaReference): Resolved => {
  let schema = reference
  let traits: Traits = {}
  for (;;) {
    if (typeof schema === 'function') schema = schema()
    else if (Array.isArray(schema) && schema.length === 2) {
      if (typeof schema[1] === 'object') traits = { ...(schema[1] as Traits), ...traits }
      schema = schema[0] as SchemaReference
    } else return { schema: schema as Resolved['schema'], traits }
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** Where a shape is used, to find what the schema leaves out. */
interface Place {
  readonly structure: string
  readonly member: string
}

/** Makes shapes of the schemas of one service, each on first use and once. */
export class SchemaReader {
  readonly #limits: Limits
  readonly #isEc2: boolean
  readonly #structures = new Map<SchemaArray, StructureShape>()

  constructor(limits: Limits, isEc2: boolean) {
    this.#limits = limits
    this.#isEc2 = isEc2
  }

  /** The structure of an operation's input or output; undefined for the SDK's `unit`. */
  structure(reference: SchemaReference): StructureShape | undefined {
    const { schema } = resolve(reference)
    if (schema === 'unit') return undefined
    if (!Array.isArray(schema)) throw new Error(`The schema ${String(schema)} is no structure.`)
    return this.#structure(schema)
  }

  #structure(schema: SchemaArray): StructureShape {
    const known = this.#structures.get(schema)
    if (known !== undefined) return known
    const name = String(schema[2])
    const read = (): readonly Member[] => this.#members(schema, name)
    let members: readonly Member[] | undefined
    const shape: StructureShape = {
      kind: 'structure',
      name,
      get members() {
        members ??= read()
        return members
      },
    }
    this.#structures.set(schema, shape)
    return shape
  }

  #members(schema: SchemaArray, structure: string): readonly Member[] {
    const names = schema[4] as readonly string[]
    const references = schema[5] as readonly SchemaReference[]
    const requiredCount = typeof schema[6] === 'number' ? schema[6] : 0
    const correction = this.#limits.correctionOf(structure)
    const members = names.map((member, index): Member => {
      const reference = references[index]
      if (reference === undefined) throw new Error(`The member ${member} of ${structure} has no schema.`)
      return this.#member({ structure, member }, reference, index < requiredCount)
    })
    return inOrder(members, correction)
  }

  #member(place: Place, reference: SchemaReference, isRequired: boolean): Member {
    const { traits } = resolve(reference)
    const corrected = this.#limits.correctionOf(place.structure)?.members?.[place.member]
    const xmlName = text(traits.xmlName) ?? place.member
    return {
      name: place.member,
      shape: this.#shape(reference, place),
      isRequired: corrected?.isRequired ?? isRequired,
      queryName: this.#isEc2 ? (text(traits.ec2QueryName) ?? capitalized(xmlName)) : xmlName,
      xmlName,
      constraints: this.#limits.constraintsOf(place.structure, place.member),
      missingName: corrected?.missingName,
    }
  }

  #shape(reference: SchemaReference, place: Place): Shape {
    const { schema } = resolve(reference)
    if (typeof schema === 'number') return this.#numbered(schema, place)
    if (typeof schema === 'string') throw new Error(`${place.structure}.${place.member} has the schema ${schema}.`)
    switch (schema[0]) {
      case kinds.simple:
        return this.#shape(schema[4] as SchemaReference, place)
      case kinds.list:
        return this.#list(schema[4] as SchemaReference, place)
      case kinds.map:
        return { kind: 'map', value: this.#shape(schema[5] as SchemaReference, place) }
      case kinds.structure:
      case kinds.union:
        return this.#structure(schema)
      default:
        throw new Error(`${place.structure}.${place.member} has a schema of the unknown kind ${String(schema[0])}.`)
    }
  }

  #numbered(schema: number, place: Place): Shape {
    if (schema >= mapOf) return { kind: 'map', value: this.#numbered(schema - mapOf, place) } satisfies MapShape
    if (schema >= listOf) return { kind: 'list', element: this.#numbered(schema - listOf, place), elementName: 'member' }
    const kind = scalarKinds[schema]
    if (kind === undefined) throw new Error(`${place.structure}.${place.member} has the unknown scalar schema ${schema}.`)
    return { kind: kind === 'integer' ? this.#limits.numberKindOf(place.structure, place.member) : kind }
  }

  #list(reference: SchemaReference, place: Place): ListShape {
    const elementName = text(resolve(reference).traits.xmlName) ?? 'member'
    return { kind: 'list', element: this.#shape(reference, place), elementName }
  }
}

const inOrder = (members: readonly Member[], correction: Correction | undefined): readonly Member[] => {
  const order = correction?.order
  if (order === undefined) return members
  const first = order.map((name) => {
    const member = members.find((candidate) => candidate.name === name)
    if (member === undefined) throw new Error(`The correction of ${correction?.structure ?? ''} names ${name}, which is not a member.`)
    return member
  })
  return [...first, ...members.filter((member) => !order.includes(member.name))]
}
