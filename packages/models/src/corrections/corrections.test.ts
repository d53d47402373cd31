import { expect, it } from '@jest/globals'
import { type Service, services } from '../service.ts'
import { getService } from '../services.ts'
import type { Shape, StructureShape } from '../shapes.ts'
import { corrections } from './index.ts'
import { numberKinds } from './number-kinds.ts'

const collect = (shape: Shape, found: Map<string, StructureShape>): void => {
  if (shape.kind === 'list') collect(shape.element, found)
  if (shape.kind === 'map') collect(shape.value, found)
  if (shape.kind !== 'structure' || found.has(shape.name)) return
  found.set(shape.name, shape)
  for (const member of shape.members) collect(member.shape, found)
}

const structuresOf = (service: Service): ReadonlyMap<string, StructureShape> => {
  const found = new Map<string, StructureShape>()
  for (const { input, output } of getService(service).operations.values()) {
    collect(input, found)
    if (output !== undefined) collect(output, found)
  }
  return found
}

const memberNames = (service: Service, structure: string): readonly string[] | undefined =>
  structuresOf(service)
    .get(structure)
    ?.members.map((member) => member.name)

it.each(corrections)('the correction of $service $structure corrects something that is there', ({ service, structure, order, members }) => {
  expect(memberNames(service, structure)).toEqual(expect.arrayContaining([...(order ?? []), ...Object.keys(members ?? {})]))
})

it.each(services)('the numbers of %s are there and are numbers', (service) => {
  const structures = structuresOf(service)
  for (const place of numberKinds(service).keys()) {
    const [structure = '', name] = place.split('.')
    const shape = structures.get(structure)?.members.find((member) => member.name === name)?.shape
    const kind = shape?.kind === 'list' ? shape.element.kind : shape?.kind
    expect([place, kind]).toEqual([place, expect.stringMatching(/^(double|long)$/)])
  }
})
