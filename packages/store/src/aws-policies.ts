import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { iamArn, uniqueIdFromBytes } from '@rolecall/ids'

/**
 * The policies that AWS manages. They are the same for everybody and never written to the database: what is attached names
 * them by their ARN. Their file is read when the first of them is asked for.
 */

/** A policy that AWS manages, in its one version that is known: the default one. */
export interface AwsPolicy {
  partition: string
  name: string
  path: string
  version: number
  createdAt: Date
  /** When its version was made. */
  updatedAt: Date
}

interface Entry {
  name: string
  path: string
  version: number
  createdSeconds: number
  updatedSeconds: number
  document: Buffer
}

const arnForm = /^arn:(aws(?:-[a-z]+)*):iam::aws:policy(\/.+)$/

/** Whether the ARN is one of AWS's own policies, known or not. */
export const isAwsPolicyArn = (arn: string): boolean => arnForm.test(arn)

const tab = 9
const lineFeed = 10

const readEntry = (line: Buffer): [string, Entry] => {
  let end = -1
  for (let field = 0; field < 4; field += 1) end = line.indexOf(tab, end + 1)
  const [place = '', version, created, updated] = line.toString('utf8', 0, end).split('\t')
  const name = place.slice(place.lastIndexOf('/') + 1)
  const path = place.slice(0, place.length - name.length)
  const times = { createdSeconds: Number(created), updatedSeconds: Number(updated) }
  // Documents stay bytes until one is asked for.
  return [place, { name, path, version: Number(version), ...times, document: line.subarray(end + 1) }]
}

const readEntries = (): Map<string, Entry> => {
  // `src` and `dist` both lie beside `data`.
  const bytes = brotliDecompressSync(readFileSync(new URL('../data/aws-managed-policies.br', import.meta.url)))
  const entries = new Map<string, Entry>()
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(lineFeed, start)
    const [place, entry] = readEntry(bytes.subarray(start, end))
    entries.set(place, entry)
    start = end + 1
  }
  return entries
}

let known: Map<string, Entry> | undefined

// By path and name, in the order of names.
const entries = (): ReadonlyMap<string, Entry> => (known ??= readEntries())

const findEntry = (arn: string): { partition: string; entry: Entry } | undefined => {
  const [, partition, place] = arnForm.exec(arn) ?? []
  if (partition === undefined || place === undefined) return undefined
  const entry = entries().get(place)
  return entry && { partition, entry }
}

const awsPolicy = (partition: string, { name, path, version, createdSeconds, updatedSeconds }: Entry): AwsPolicy => ({
  partition,
  name,
  path,
  version,
  createdAt: new Date(createdSeconds * 1000),
  updatedAt: new Date(updatedSeconds * 1000),
})

export const findAwsPolicy = (arn: string): AwsPolicy | undefined => {
  const found = findEntry(arn)
  return found && awsPolicy(found.partition, found.entry)
}

/** Its text, spaced as AWS spaces most of them. Other partitions differ by the ARNs that it speaks about. */
export const awsPolicyDocument = (arn: string): string | undefined => {
  const found = findEntry(arn)
  if (found === undefined) return undefined
  const text = JSON.stringify(JSON.parse(found.entry.document.toString('utf8')), null, 4)
  return found.partition === 'aws' ? text : text.replaceAll('arn:aws:', `arn:${found.partition}:`)
}

/** By name, those whose path begins so. */
export const listAwsPolicies = (partition: string, pathPrefix: string): AwsPolicy[] =>
  [...entries().values()].filter(({ path }) => path.startsWith(pathPrefix)).map((entry) => awsPolicy(partition, entry))

export const awsPolicyArn = ({ partition, path, name }: Pick<AwsPolicy, 'partition' | 'path' | 'name'>): string =>
  iamArn(partition, 'aws', { type: 'policy', path, name })

/** Always the same for a policy; AWS's own ids are not published with the documents. */
export const awsPolicyId = (policy: AwsPolicy): string => uniqueIdFromBytes('ANPA', createHash('sha256').update(awsPolicyArn(policy)).digest())
