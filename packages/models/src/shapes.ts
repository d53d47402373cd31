/** Limits of a member, as the service models give them; `min` and `max` bound lengths or, for numbers, values. */
export interface Constraints {
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
  /** Of the elements of a list. */
  readonly member?: Constraints
  /** Of a map's keys and values. */
  readonly key?: Constraints
  readonly value?: Constraints
}

export type ScalarKind = 'string' | 'boolean' | 'integer' | 'long' | 'double' | 'timestamp' | 'blob'

export interface ScalarShape {
  readonly kind: ScalarKind
}

export interface ListShape {
  readonly kind: 'list'
  readonly element: Shape
  /** The name of an element in answers and, except in EC2, in requests. */
  readonly elementName: string
}

export interface MapShape {
  readonly kind: 'map'
  readonly value: Shape
}

export interface StructureShape {
  readonly kind: 'structure'
  readonly name: string
  /** Read from the schema on first use. */
  readonly members: readonly Member[]
}

export type Shape = ScalarShape | ListShape | MapShape | StructureShape

export interface Member {
  readonly name: string
  readonly shape: Shape
  readonly isRequired: boolean
  /** The name in requests. */
  readonly queryName: string
  /** The name in answers. */
  readonly xmlName: string
  readonly constraints: Constraints | undefined
  /** How the service spells the parameter when it is missing; its path unless given. */
  readonly missingName: string | undefined
}
