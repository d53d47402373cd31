import type { TagInput } from '../assume-role/session-tags.ts'
import { invalidSourceIdentity, invalidToken } from './errors.ts'
import type { Claims } from './token-claims.ts'

const tagsClaim = 'https://aws.amazon.com/tags'
const sourceIdentityClaim = 'https://aws.amazon.com/source_identity'
const maximumTags = 50

const keyForm = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u
const valueForm = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u

const malformed = (): Error => invalidToken('The claims for session tags are not as AWS documents them.')

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{"principal_tags": …, "transitive_tag_keys": …}`, as one claim or as a claim for each member and tag. */
const readMembers = (claims: Claims): Map<string, unknown> => {
  const whole = claims[tagsClaim] ?? {}
  if (!isObject(whole)) throw malformed()
  const flat = Object.entries(claims).filter(([name]) => name.startsWith(`${tagsClaim}/`))
  return new Map([...Object.entries(whole), ...flat.map(([name, value]): [string, unknown] => [name.slice(tagsClaim.length + 1), value])])
}

/** A tag's value stands alone or as the one element of a list. */
const tag = ([Key, value]: [string, unknown]): { Key: string; Value: string } => {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  const [Value] = values
  if (values.length !== 1 || typeof Value !== 'string' || !keyForm.test(Key) || !valueForm.test(Value)) throw malformed()
  return { Key, Value }
}

const transitiveKeys = (value: unknown): string[] => {
  if (value === undefined) return []
  if (!Array.isArray(value) || !value.every((key) => typeof key === 'string')) throw malformed()
  return value
}

/** The session tags that a token asks for. */
export const tokenTags = (claims: Claims): TagInput => {
  const members = readMembers(claims)
  const nested = members.get('principal_tags') ?? {}
  if (!isObject(nested)) throw malformed()
  const flat = [...members].flatMap(([name, value]): [string, unknown][] => {
    const key = /^principal_tags\/(.*)$/s.exec(name)?.[1]
    return key === undefined ? [] : [[key, value]]
  })
  const tags = [...Object.entries(nested), ...flat].map(tag)
  if (tags.length > maximumTags) throw malformed()
  return { Tags: tags, TransitiveTagKeys: transitiveKeys(members.get('transitive_tag_keys')) }
}

/** The source identity that a token sets. */
export const tokenSourceIdentity = (claims: Claims): string | undefined => {
  const value = claims[sourceIdentityClaim]
  if (value === undefined) return undefined
  if (typeof value !== 'string' || !/^[\w+=,.@-]{2,64}$/.test(value)) throw invalidSourceIdentity()
  return value
}
