import { type NamedPolicy, parsePolicy, type PolicySet } from '../src/index.ts'
import type { RawPolicy, RawRequest } from './reference-evaluator.ts'

const compiled = (policy: RawPolicy): NamedPolicy => ({ name: 'p', type: 'inline', policy: parsePolicy(JSON.stringify(policy)) })

/** Every document of a set, compiled by the engine. */
export const compileSet = (raw: RawRequest['policies']): PolicySet => ({
  identity: raw.identity.map(compiled),
  ...(raw.boundary === undefined ? {} : { boundary: compiled(raw.boundary) }),
  ...(raw.session === undefined ? {} : { session: raw.session.map(compiled) }),
  ...(raw.resource === undefined ? {} : { resource: compiled(raw.resource) }),
  ...(raw.resourceKind === undefined ? {} : { resourceKind: raw.resourceKind }),
  ...(raw.serviceControl === undefined ? {} : { serviceControl: raw.serviceControl.map((level) => level.map(compiled)) }),
  ...(raw.resourceControl === undefined ? {} : { resourceControl: raw.resourceControl.map(compiled) }),
})
