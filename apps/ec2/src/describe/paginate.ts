import { createHash } from 'node:crypto'
import type { Ec2Request } from '../context.ts'
import { idsWithMaxResults, invalidNextToken, maxResultsTooLarge, maxResultsTooSmall } from './errors.ts'
import type { FilterInput } from './filters.ts'

export interface PageInput {
  MaxResults?: number | undefined
  NextToken?: string | undefined
  Filters?: readonly FilterInput[] | undefined
}

export interface PageRule<Row> {
  operation: string
  /** Sorts and continues pages; unique among the rows. */
  keyOf(row: Row): string
  /** Smallest and largest MaxResults; 5 to 1000 unless given. */
  range?: readonly [minimum: number, maximum: number]
  /** Rows a page when MaxResults is not given; all unless given. */
  defaultSize?: number
  /** The ids that the call names, which exclude MaxResults, and how AWS spells their parameter. */
  ids?: { given: readonly string[] | undefined; name: string }
}

export interface Page<Row> {
  rows: Row[]
  NextToken?: string
}

const usual = [5, 1000] as const

/** Binds a token to who asked for what: a token of another account, region, operation or filter is refused. */
const fingerprint = (request: Ec2Request, operation: string, input: PageInput): string =>
  createHash('sha256')
    .update(JSON.stringify([request.partition, request.account, request.region, operation, input.Filters ?? []]))
    .digest('base64url')
    .slice(0, 16)

const tokenOf = (lastKey: string, print: string): string => Buffer.from(JSON.stringify([print, lastKey])).toString('base64url')

const readToken = (token: string, print: string): string => {
  try {
    const [tokenPrint, lastKey] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[]
    if (tokenPrint === print && typeof lastKey === 'string') return lastKey
  } catch {
    // Whatever is no token of ours is refused below.
  }
  throw invalidNextToken()
}

// Clients that begin a list may send an empty token.
const isGiven = (token: string | undefined): token is string => token !== undefined && token !== ''

const checkSize = <Row>(input: PageInput, rule: PageRule<Row>): void => {
  const { MaxResults: size } = input
  if (size === undefined) return
  const [minimum, maximum] = rule.range ?? usual
  if (size < minimum) throw maxResultsTooSmall(size, minimum)
  if (size > maximum) throw maxResultsTooLarge(size, maximum)
  if (rule.ids?.given !== undefined && rule.ids.given.length > 0) throw idsWithMaxResults(rule.ids.name)
}

const compare = (one: string, other: string): number => {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** Where a page begins, for lists that are read page by page: the key before its first row, and how many rows it holds. */
export const pageStart = <Row>(request: Ec2Request, input: PageInput, rule: PageRule<Row>): { afterKey: string | undefined; size: number | undefined } => {
  checkSize(input, rule)
  const afterKey = isGiven(input.NextToken) ? readToken(input.NextToken, fingerprint(request, rule.operation, input)) : undefined
  return { afterKey, size: input.MaxResults ?? rule.defaultSize }
}

/** The page that a call asks for, in the order of the rows' keys. */
export const paginate = <Row>(request: Ec2Request, input: PageInput, use: { rows: readonly Row[]; rule: PageRule<Row> }): Page<Row> => {
  const { rows, rule } = use
  checkSize(input, rule)
  const print = fingerprint(request, rule.operation, input)
  const keyed = rows.map((row): [string, Row] => [rule.keyOf(row), row]).sort(([one], [other]) => compare(one, other))
  const after = isGiven(input.NextToken) ? readToken(input.NextToken, print) : undefined
  const rest = after === undefined ? keyed : keyed.filter(([key]) => key > after)
  const size = input.MaxResults ?? rule.defaultSize ?? rest.length
  const page = rest.slice(0, size)
  const last = page.at(-1)
  const hasMore = rest.length > page.length && last !== undefined
  return { rows: page.map(([, row]) => row), ...(hasMore ? { NextToken: tokenOf(last[0], print) } : {}) }
}
