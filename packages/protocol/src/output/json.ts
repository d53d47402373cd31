import type { Shape, StructureShape } from '@rolecall/models'

const jsonScalar = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / 1000
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}

const jsonValue = (shape: Shape, value: unknown): unknown => {
  switch (shape.kind) {
    case 'structure':
      return jsonStructure(shape, value as object)
    case 'list':
      return (value as readonly unknown[]).map((element) => jsonValue(shape.element, element))
    case 'map':
      return Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, jsonValue(shape.value, part)]))
    default:
      return jsonScalar(value)
  }
}

/** What the Query services answer to clients that accept only JSON; too rare to be worth compiling. */
export const jsonStructure = (shape: StructureShape, structure: object): object =>
  Object.fromEntries(
    shape.members
      .map(({ name, shape: member, xmlName }) => ({ xmlName, member, value: (structure as Readonly<Record<string, unknown>>)[name] }))
      .filter(({ value }) => value !== undefined && value !== null)
      .map(({ xmlName, member, value }) => [xmlName, jsonValue(member, value)]),
  )
