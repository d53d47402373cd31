import { correctionsOf } from './corrections/index.ts'
import type { Correction } from './corrections/correction.ts'
import { numberKinds } from './corrections/number-kinds.ts'
import { readJsonFile } from './data-file.ts'
import type { Service } from './service.ts'
import type { Constraints, ScalarKind } from './shapes.ts'

type ByMember<Content> = Readonly<Record<string, Readonly<Record<string, Content>>>>

/** What the SDK's schemas leave out or get wrong about the structures of one service. */
export interface Limits {
  constraintsOf(structure: string, member: string): Constraints | undefined
  numberKindOf(structure: string, member: string): ScalarKind
  correctionOf(structure: string): Correction | undefined
}

type SdkEnums = Readonly<Record<string, unknown>>

const enumValues = (client: SdkEnums, name: string): readonly string[] => Object.values(client[name] as Record<string, string>)

// EC2's constraints hold no enumerations; which members have one is read off the SDK's type declarations.
const enumReader = (service: Service, client: SdkEnums): ((structure: string, member: string) => Constraints | undefined) => {
  if (service !== 'ec2') return () => undefined
  const names = readJsonFile<ByMember<string>>('enums.ec2.json')
  return (structure, member) => {
    const name = names[structure]?.[member]
    return name === undefined ? undefined : { enum: enumValues(client, name) }
  }
}

const merge = (...parts: (Constraints | undefined)[]): Constraints | undefined => {
  const given = parts.filter((part) => part !== undefined)
  return given.length < 2 ? given[0] : given.reduce((merged, part) => ({ ...merged, ...part }))
}

export const limitsOf = (service: Service, client: SdkEnums): Limits => {
  const { structures } = readJsonFile<{ structures: ByMember<Constraints> }>(`constraints.${service}.json`)
  const enumOf = enumReader(service, client)
  const corrections = correctionsOf(service)
  const numbers = numberKinds(service)
  return {
    constraintsOf: (structure, member) =>
      merge(structures[structure]?.[member], enumOf(structure, member), corrections.get(structure)?.members?.[member]?.constraints),
    numberKindOf: (structure, member) => numbers.get(`${structure}.${member}`) ?? 'integer',
    correctionOf: (structure) => corrections.get(structure),
  }
}
