import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { policySets, requests } from '../test/random-policies.ts'
import { type RawPolicy, type RawRequest, referenceDecision } from '../test/reference-evaluator.ts'
import { type AuthorizationRequest, type Decision, evaluate, type NamedPolicy, parsePolicy, type PolicySet } from './index.ts'

const compiled = (policy: RawPolicy): NamedPolicy => ({ name: 'p', type: 'inline', policy: parsePolicy(JSON.stringify(policy)) })

const compileSet = (raw: RawRequest['policies']): PolicySet => ({
  identity: raw.identity.map(compiled),
  ...(raw.boundary === undefined ? {} : { boundary: compiled(raw.boundary) }),
  ...(raw.session === undefined ? {} : { session: raw.session.map(compiled) }),
  ...(raw.resource === undefined ? {} : { resource: compiled(raw.resource) }),
  ...(raw.resourceKind === undefined ? {} : { resourceKind: raw.resourceKind }),
  ...(raw.serviceControl === undefined ? {} : { serviceControl: raw.serviceControl.map((level) => level.map(compiled)) }),
  ...(raw.resourceControl === undefined ? {} : { resourceControl: raw.resourceControl.map(compiled) }),
})

const outcome = ({ kind, cause }: Pick<Decision, 'kind'> & { cause: string | undefined }): string => (cause === undefined ? kind : `${kind} ${cause}`)

const policySetCount = 6250
const requestsPerSet = 16

/** Each is a fair share of the decisions, so that none is tested by chance alone. */
const outcomes = ['allowed', ...['identity', 'boundary', 'session', 'resource', 'trust', 'scp'].map((kind) => `implicitDeny ${kind}`), ...['identity', 'boundary', 'session', 'resource', 'trust', 'scp', 'rcp'].map((kind) => `explicitDeny ${kind}`)]
const leastShare = 0.005

describe('the engine and the plainest evaluator', () => {
  it(
    `decide ${policySetCount * requestsPerSet} random questions alike`,
    () => {
      const seen = new Map<string, number>()
      fc.assert(
        fc.property(policySets, fc.array(requests, { minLength: requestsPerSet, maxLength: requestsPerSet, size: 'max' }), (raw, questions) => {
          const policies = compileSet(raw)
          for (const question of questions) {
            const expected = outcome(referenceDecision({ ...question, policies: raw }))
            const request: AuthorizationRequest = { ...question, policies }
            const decided = outcome(evaluate(request))
            if (decided !== expected) throw new Error(`The engine says ${decided}, the reference ${expected}, to ${JSON.stringify(question)}`)
            seen.set(expected, (seen.get(expected) ?? 0) + 1)
          }
        }),
        { numRuns: policySetCount },
      )
      const total = policySetCount * requestsPerSet
      const rare = outcomes.filter((name) => (seen.get(name) ?? 0) < leastShare * total)
      expect(rare).toEqual([])
    },
    60_000,
  )
})
