import { readJsonFile } from './data-file.ts'

export interface ZoneFacts {
  readonly name: string
  readonly id: string
  readonly type: string
}

export interface RegionFacts {
  readonly partition: string
  readonly region: string
  readonly description: string
  readonly zones: readonly ZoneFacts[]
  readonly optInStatus: string
}

let byName: ReadonlyMap<string, RegionFacts> | undefined

const regionsByName = (): ReadonlyMap<string, RegionFacts> => {
  byName ??= new Map(readJsonFile<RegionFacts[]>('regions.json').map((facts) => [facts.region, facts]))
  return byName
}

/** Every region of every partition. */
export const regions = (): readonly RegionFacts[] => [...regionsByName().values()]

export const findRegion = (name: string): RegionFacts | undefined => regionsByName().get(name)

/** The partition of a region; unknown regions count as `aws`. */
export const partitionOf = (region: string): string => findRegion(region)?.partition ?? 'aws'
