import { expect, it } from '@jest/globals'
import { type Constraints, getService, type Member, type Shape } from '@rolecall/models'
import { matcherOf } from './pattern.ts'

const patternsOf = (constraints: Constraints | undefined): string[] =>
  constraints === undefined
    ? []
    : [constraints.pattern ?? [], ...[constraints.member, constraints.key, constraints.value].map(patternsOf)].flat()

const patternsOfMembers = (shape: Shape, seen: Set<Shape>): string[] => {
  if (seen.has(shape)) return []
  seen.add(shape)
  if (shape.kind === 'list') return patternsOfMembers(shape.element, seen)
  if (shape.kind !== 'structure') return []
  return shape.members.flatMap((member: Member) => [...patternsOf(member.constraints), ...patternsOfMembers(member.shape, seen)])
}

it.each(['iam', 'sts', 'ec2', 'autoscaling', 'cloudformation'] as const)('every pattern of %s compiles', (service) => {
  const seen = new Set<Shape>()
  const patterns = [...getService(service).operations.values()].flatMap(({ input }) => patternsOfMembers(input, seen))
  expect(patterns.length).toBeGreaterThan(0)
  for (const pattern of patterns) expect(() => matcherOf(pattern)('a')).not.toThrow()
})

it('anchors patterns to the whole text', () => {
  expect(matcherOf('[a-z]+')('abc')).toBe(true)
  expect(matcherOf('[a-z]+')('abc\n')).toBe(false)
  expect(matcherOf('a|b')('ab')).toBe(false)
})
