import type { Assertion } from '@rolecall/saml'
import type { TagInput } from '../assume-role/session-tags.ts'
import { invalidSessionDuration, invalidSessionName, invalidSourceIdentity, roleNotOffered, sessionNameMissing } from './errors.ts'

const attributePrefix = 'https://aws.amazon.com/SAML/Attributes/'
const tagPrefix = `${attributePrefix}PrincipalTag:`
const namePattern = /^[\w+=,.@-]{2,64}$/
const shortestSeconds = 900
const longestSeconds = 43_200

type Attributes = Assertion['attributes']

const valuesOf = (attributes: Attributes, name: string): readonly string[] => attributes.get(attributePrefix + name) ?? []

/** A role is offered as one value that names it and the provider, in either order. */
export const checkRole = (attributes: Attributes, roleArn: string, providerArn: string): void => {
  const isAsked = (value: string): boolean => {
    const parts = value.split(',').map((part) => part.trim())
    return parts.length === 2 && parts.includes(roleArn) && parts.includes(providerArn)
  }
  if (!valuesOf(attributes, 'Role').some(isAsked)) throw roleNotOffered()
}

export const sessionName = (attributes: Attributes): string => {
  const [name = ''] = valuesOf(attributes, 'RoleSessionName')
  if (name === '') throw sessionNameMissing()
  if (!namePattern.test(name)) throw invalidSessionName()
  return name
}

export const sourceIdentity = (attributes: Attributes): string | undefined => {
  const [identity] = valuesOf(attributes, 'SourceIdentity')
  if (identity !== undefined && (!namePattern.test(identity) || identity.startsWith('aws:'))) throw invalidSourceIdentity()
  return identity
}

/** What the provider asks for, in seconds. */
export const sessionDuration = (attributes: Attributes): number | undefined => {
  const [text] = valuesOf(attributes, 'SessionDuration')
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (!/^\d+$/.test(text) || seconds < shortestSeconds || seconds > longestSeconds) throw invalidSessionDuration()
  return seconds
}

/** Session tags as requests bring them: `PrincipalTag:KEY` with one value, and the keys that sessions hand on. */
export const assertionTags = (attributes: Attributes): TagInput => ({
  Tags: [...attributes].flatMap(([name, [value]]) => (name.startsWith(tagPrefix) ? [{ Key: name.slice(tagPrefix.length), Value: value ?? '' }] : [])),
  TransitiveTagKeys: [...valuesOf(attributes, 'TransitiveTagKeys')],
})
