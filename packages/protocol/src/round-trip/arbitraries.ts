import type { Constraints, ListShape, MapShape, Member, ScalarKind, Shape, StructureShape } from '@rolecall/models'
import fc from 'fast-check'
import { texts } from './texts.ts'

/** What a direction of the wire can carry. */
export interface Wire {
  /** Input must keep the limits of the model; output need not. */
  readonly isInput: boolean
  /** EC2 requests cannot say that a list is empty. */
  readonly hasEmptyLists: boolean
}

const wholeSeconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000))

const scalars: Readonly<Record<ScalarKind, (constraints: Constraints) => fc.Arbitrary<unknown>>> = {
  string: texts,
  boolean: () => fc.boolean(),
  integer: ({ min = -1000, max = 2 ** 31 - 1 }) => fc.integer({ min, max }),
  long: ({ min = -(2 ** 40), max = 2 ** 45 }) => fc.integer({ min, max }),
  // Minus zero is written as zero.
  double: ({ min = -1e6, max = 1e30 }) => fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value)),
  timestamp: () => wholeSeconds,
  blob: ({ min = 1 }) => fc.uint8Array({ minLength: Math.max(1, min), maxLength: 20 }),
}

const maximumOptional = (depth: number): number => (depth < 3 ? 4 : 1)

/** How many elements: few, within the limits. */
const countOf = ({ min = 0, max = 3 }: Constraints, lowest: number): { minLength: number; maxLength: number } => {
  const minLength = Math.max(min, lowest)
  return { minLength, maxLength: Math.max(minLength, Math.min(max, 3)) }
}

/** Values of shapes, for one direction of the wire. */
export class Arbitraries {
  readonly #wire: Wire

  constructor(wire: Wire) {
    this.#wire = wire
  }

  /** The deeper, the fewer optional members, so that values stay small. */
  structure(shape: StructureShape, depth = 0): fc.Arbitrary<Record<string, unknown>> {
    const required = this.#wire.isInput ? shape.members.filter(isAlwaysGiven) : []
    const optional = shape.members.filter((member) => !required.includes(member))
    const most = Math.min(optional.length, depth === 0 ? optional.length : maximumOptional(depth))
    // A structure without members leaves no trace in a request.
    const least = depth > 0 && required.length === 0 ? Math.min(1, optional.length) : 0
    return fc
      .subarray([...optional], { minLength: least, maxLength: Math.max(least, most) })
      .chain((chosen) => this.#record([...required, ...chosen], depth))
  }

  #record(members: readonly Member[], depth: number): fc.Arbitrary<Record<string, unknown>> {
    const arbitraries = members.map((member) => [member.name, this.#member(member, depth)] as const)
    return fc.record(Object.fromEntries(arbitraries), { noNullPrototype: true })
  }

  #member(member: Member, depth: number): fc.Arbitrary<unknown> {
    const isFilled = this.#wire.isInput && member.isRequired && member.shape.kind === 'string'
    const constraints = this.#wire.isInput ? (member.constraints ?? {}) : {}
    return this.#shape(member.shape, isFilled ? { ...constraints, min: Math.max(1, constraints.min ?? 0) } : constraints, depth)
  }

  #shape(shape: Shape, constraints: Constraints, depth: number): fc.Arbitrary<unknown> {
    switch (shape.kind) {
      case 'structure':
        return this.structure(shape, depth + 1)
      case 'list':
        return this.#list(shape, constraints, depth)
      case 'map':
        return this.#map(shape, constraints, depth)
      default:
        return scalars[shape.kind](constraints)
    }
  }

  #list(shape: ListShape, constraints: Constraints, depth: number): fc.Arbitrary<unknown> {
    const element = { ...constraints.member, ...(constraints.enum === undefined ? {} : { enum: constraints.enum }) }
    return fc.array(this.#shape(shape.element, element, depth), countOf(constraints, this.#wire.hasEmptyLists ? 0 : 1))
  }

  #map(shape: MapShape, constraints: Constraints, depth: number): fc.Arbitrary<unknown> {
    const { minLength, maxLength } = countOf(constraints, 1)
    const keys = texts({ min: 1, ...constraints.key })
    const values = this.#shape(shape.value, constraints.value ?? {}, depth)
    return fc.dictionary(keys, values, { minKeys: minLength, maxKeys: maxLength, noNullPrototype: true })
  }
}

// The SDK fills these with a random value when they are left out.
const isAlwaysGiven = (member: Member): boolean => member.isRequired || /^(Client(Request)?Token|OperationId)$/.test(member.name)
