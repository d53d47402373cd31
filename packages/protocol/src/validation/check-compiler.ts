import type { Constraints, ListShape, MapShape, Member, Shape, StructureShape } from '@rolecall/models'

/** Adds what is wrong with a value to `clauses`, or throws where the service tells only one thing. */
export type Check = (value: unknown, path: string, clauses: string[]) => void

interface MemberCheck {
  readonly name: string
  readonly segment: string
  readonly missing: Check | undefined
  readonly check: Check | undefined
}

type Structure = Readonly<Record<string, unknown>>

/** Compiles structures to checks. What there is nothing to say about has none, so that most of EC2 costs no time. */
export abstract class CheckCompiler {
  readonly #compiled = new Map<StructureShape, Check | undefined>()

  /** Of a member that must be given. */
  protected abstract missing(member: Member): Check
  /** Of the limits on a value itself, not on its parts. */
  protected abstract own(member: Member): Check | undefined
  /** Of the limits on the elements of a list or the keys and values of a map, where those are scalars. */
  protected abstract elements(shape: ListShape | MapShape, constraints: Constraints): Check | undefined
  protected abstract segment(member: Member): string
  protected abstract elementPath(path: string, position: number | string): string

  structure(shape: StructureShape): Check | undefined {
    if (this.#compiled.has(shape)) return this.#compiled.get(shape)
    // While a shape that contains itself is being compiled, its inner use looks the check up when it is called.
    this.#compiled.set(shape, (value, path, clauses) => this.#compiled.get(shape)?.(value, path, clauses))
    const check = this.#structure(shape)
    this.#compiled.set(shape, check)
    return check
  }

  #structure(shape: StructureShape): Check | undefined {
    const members = shape.members
      .map((member) => this.#member(member))
      .filter(({ missing, check }) => missing !== undefined || check !== undefined)
    if (members.length === 0) return undefined
    return (value, path, clauses) => {
      for (const { name, segment, missing, check } of members) {
        const part = (value as Structure)[name]
        const checkPart = part === undefined ? missing : check
        checkPart?.(part, path === '' ? segment : `${path}.${segment}`, clauses)
      }
    }
  }

  #member(member: Member): MemberCheck {
    const own = this.own(member)
    const parts = this.#parts(member.shape, member.constraints)
    return {
      name: member.name,
      segment: this.segment(member),
      missing: member.isRequired ? this.missing(member) : undefined,
      check: own === undefined || parts === undefined ? (own ?? parts) : both(own, parts),
    }
  }

  #parts(shape: Shape, constraints: Constraints | undefined): Check | undefined {
    if (shape.kind === 'structure') return this.structure(shape)
    if (shape.kind !== 'list' && shape.kind !== 'map') return undefined
    const part = shape.kind === 'list' ? shape.element : shape.value
    const inner = this.#parts(part, constraints?.member)
    const scalars = constraints === undefined ? undefined : this.elements(shape, constraints)
    if (inner === undefined) return scalars
    const each = shape.kind === 'list' ? this.#eachElement(inner) : this.#eachValue(inner)
    return scalars === undefined ? each : both(scalars, each)
  }

  #eachElement(check: Check): Check {
    return (value, path, clauses) => {
      for (const [index, element] of (value as readonly unknown[]).entries()) check(element, this.elementPath(path, index + 1), clauses)
    }
  }

  #eachValue(check: Check): Check {
    return (value, path, clauses) => {
      for (const [key, element] of Object.entries(value as Structure)) check(element, this.elementPath(path, key), clauses)
    }
  }
}

const both =
  (first: Check, second: Check): Check =>
  (value, path, clauses) => {
    first(value, path, clauses)
    second(value, path, clauses)
  }
