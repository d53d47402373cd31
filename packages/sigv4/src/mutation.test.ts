import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { anyPlan, type HeaderPair, isAccepted, type Place, type Plan, sign, type Wire } from '../test/sdk-requests.ts'

type Mutation = (wire: Wire, seed: number) => Wire[]

const authorizationOf = (wire: Wire): string => wire.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? ''

const editHeader = (wire: Wire, wanted: string, edit: (pair: HeaderPair) => HeaderPair[]): Wire => ({
  ...wire,
  headers: wire.headers.flatMap((pair) => (pair[0].toLowerCase() === wanted ? edit(pair) : [pair])),
})

const editAuthorization =
  (...edits: ((value: string) => string)[]): Mutation =>
  (wire) =>
    edits.map((edit) => editHeader(wire, 'authorization', ([name, value]) => [[name, edit(value)]]))

const editTarget =
  (...edits: ((target: string) => string)[]): Mutation =>
  (wire) =>
    edits.map((edit) => ({ ...wire, target: edit(wire.target) }))

/** Another character in the place of one; never a space, which is trimmed. */
const flip = (value: string, index: number): string => {
  const at = value.length === 0 ? 0 : index % value.length
  return `${value.slice(0, at)}${value[at] === 'q' ? 'r' : 'q'}${value.slice(at + 1)}`
}

const flipDigit = (digits: string, index: number): string => {
  const at = index % digits.length
  return `${digits.slice(0, at)}${digits[at] === '0' ? '1' : '0'}${digits.slice(at + 1)}`
}

const signatureAtEnd = /[0-9a-f]{64}$/

const editSignature = (edit: (digits: string) => string): ((value: string) => string) => (value) => value.replace(signatureAtEnd, edit)

const queryParts = (target: string): { path: string; parts: string[] } => {
  const [path = '', query] = target.split('?')
  return { path, parts: query === undefined ? [] : query.split('&') }
}

const mutations: Record<string, Mutation> = {
  method: (wire) => ['PUT', wire.method.toLowerCase(), ''].map((method) => ({ ...wire, method })),
  path: editTarget(
    // What `..` takes away again makes no difference.
    (target) => (target.includes('..') ? target : `/x${target}`),
    (target) => target.replace(/^\/[^?]*/, (path) => `${path.replace(/\/$/, '')}/x`),
  ),
  'a query parameter, changed': ({ target, ...wire }, seed) => {
    const { path, parts } = queryParts(target)
    return parts.map((part, index) => {
      const equals = part.indexOf('=')
      const changed = `${part.slice(0, equals + 1)}${flip(decodeURIComponent(part.slice(equals + 1).replaceAll('+', ' ')).replaceAll(/[^a-z]/g, 'z'), seed)}`
      return { ...wire, target: `${path}?${parts.with(index, changed).join('&')}` }
    })
  },
  'a query parameter, renamed': ({ target, ...wire }) => {
    const { path, parts } = queryParts(target)
    return parts.map((part, index) => ({ ...wire, target: `${path}?${parts.with(index, `x${part}`).join('&')}` }))
  },
  'a query parameter less': ({ target, ...wire }) => {
    const { path, parts } = queryParts(target)
    return parts.map((_part, index) => ({ ...wire, target: `${path}?${parts.toSpliced(index, 1).join('&')}` }))
  },
  'a query parameter more': (wire) => {
    const mark = wire.target.includes('?') ? '&' : '?'
    return ['x=1', 'Action=DeleteUser', 'X-Amz-Signature=1', 'X-Amz-Date=20260102T030405Z', 'X-Amz-Security-Token=t', 'X-Amz-Algorithm=AWS4-HMAC-SHA256'].map(
      (part) => ({ ...wire, target: `${wire.target}${mark}${part}` }),
    )
  },
  'a body byte': (wire, seed) => {
    const bytes = Buffer.from(wire.body)
    const index = seed % Math.max(1, bytes.length)
    const without = Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + 1)])
    const changed = Buffer.from(bytes.map((byte, at) => (at === index ? byte ^ 1 : byte)))
    const others = [Buffer.concat([bytes, Buffer.of(0)]), ...(bytes.length === 0 ? [] : [without, changed])]
    return others.map((body) => ({ ...wire, body }))
  },
  'a signature less': (wire) => [editHeader(wire, 'authorization', () => []), { ...wire, target: wire.target.replace(/X-Amz-Signature=\w*/, '') }],
}

const headerMutations: Record<string, Mutation> = {
  'a digit of the signature': (wire, seed) => editAuthorization(editSignature((digits) => flipDigit(digits, seed)))(wire, seed),
  'the form of the signature': editAuthorization(
    editSignature((digits) => (digits === digits.toUpperCase() ? '' : digits.toUpperCase())),
    editSignature((digits) => digits.slice(1)),
    editSignature((digits) => `${digits}0`),
    editSignature(() => ''),
    editSignature(() => '0'.repeat(64)),
  ),
  'the scope': editAuthorization(
    (value) => value.replace('/20260102/', '/20260103/'),
    (value) => value.replace('/eu-west-1/', '/eu-west-2/'),
    (value) => value.replace('/sts/', '/iam/'),
    (value) => value.replace('/aws4_request', '/aws4_requests'),
    (value) => value.replace('/aws4_request', ''),
    (value) => value.replace('/aws4_request', '/aws4_request/'),
    (value) => value.replace('ASIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLF'),
  ),
  'the list of signed headers': editAuthorization(
    (value) => value.replace('x-amz-date', ''),
    (value) => value.replace(';x-amz-date', ''),
    (value) => value.replace('host;', ''),
    (value) => value.replace('host;x-amz-date', 'x-amz-date;host'),
    (value) => value.replace('host;', 'Host;'),
    (value) => value.replace('host;', 'host;host;'),
    (value) => value.replace(', Signature', ';x-absent, Signature'),
    (value) => value.replace(', Signature', ';, Signature'),
  ),
  'the algorithm': editAuthorization(
    (value) => value.replace('HMAC', 'ECDSA'),
    (value) => value.slice('AWS4-HMAC-SHA256'.length),
  ),
  'the date': (wire) => ['20260102T030406Z', '20260101T030405Z', '2026-01-02T03:04:06Z'].map((date) => editHeader(wire, 'x-amz-date', ([name]) => [[name, date]])),
}

const signedNames = (wire: Wire): string[] => (/SignedHeaders=([^,]*),/.exec(authorizationOf(wire))?.[1] ?? 'host').split(';')

const signedHeaderMutations: Record<string, (pair: HeaderPair, seed: number) => HeaderPair[]> = {
  changed: ([name, value], seed) => [[name, flip(value, seed)]],
  'with a character more': ([name, value]) => [[name, `${value}q`]],
  dropped: () => [],
  renamed: ([name, value]) => [[`${name}x`, value]],
  repeated: (pair) => [pair, pair],
  'with a second value': (pair) => [pair, [pair[0], '']],
}

const isAbsentAnyway = (pair: HeaderPair, what: string): boolean => pair[1] === '' && (what === 'dropped' || what === 'renamed')

const signedHeaderVariants = (wire: Wire, seed: number): [string, Wire][] =>
  signedNames(wire).flatMap((wanted) => {
    const pair = wire.headers.find(([name]) => name.toLowerCase() === wanted)
    if (pair === undefined) return []
    return Object.entries(signedHeaderMutations)
      .filter(([what]) => !isAbsentAnyway(pair, what))
      .map(([what, edit]): [string, Wire] => [`${wanted} ${what}`, editHeader(wire, wanted, (found) => edit(found, seed))])
  })

const presignedMutations: Record<string, Mutation> = {
  'a digit of the signature': (wire, seed) => [
    { ...wire, target: wire.target.replace(/(X-Amz-Signature=)(\w*)/, (_all, name: string, digits: string) => `${name}${flipDigit(digits, seed)}`) },
    { ...wire, target: wire.target.replace(/(X-Amz-Signature=)(\w*)/, (_all, name: string, digits: string) => `${name}${digits.toUpperCase()}`) },
  ],
  'a second signature': (wire) => [{ ...wire, headers: [...wire.headers, ['Authorization', 'AWS4-HMAC-SHA256 x']] }],
  'the name of a parameter in another case': (wire) => [{ ...wire, target: wire.target.replace('X-Amz-', 'x-amz-') }],
}

const variants = (wire: Wire, { place, hasToken, seed }: Plan): [string, Wire][] => {
  const ofPlace = place === 'header' ? headerMutations : presignedMutations
  const named = Object.entries({ ...mutations, ...ofPlace }).flatMap(([what, mutate]) => mutate(wire, seed).map((mutant): [string, Wire] => [what, mutant]))
  const withToken: Wire = { ...wire, headers: [...wire.headers, ['X-Amz-Security-Token', 'token']] }
  // The token of a presigned URL is in the URL: a header of that name is like any other.
  const tokens: [string, Wire][] = place === 'header' && !hasToken ? [['a token that nobody signed', withToken]] : []
  return [...named, ...tokens, ...signedHeaderVariants(wire, seed)]
}

const isSame = (one: Wire, other: Wire): boolean =>
  one.method === other.method && one.target === other.target && Buffer.compare(one.body, other.body) === 0 && JSON.stringify(one.headers) === JSON.stringify(other.headers)

const unsignedHeaders: [string, string][] = [
  ['Via', '1.1 proxy'],
  ['X-Forwarded-For', '192.0.2.1'],
  ['X-Amzn-Trace-Id', 'Root=1'],
  ['Connection', 'keep-alive'],
]

const places: [string, Place][] = [
  ['with a header', 'header'],
  ['as a URL', 'query'],
]

describe.each(places)('a request that an SDK signed %s', (_name, place) => {
  it('is accepted as it is, also with headers more that are not signed', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan(place), async (plan) => {
        const wire = await sign(plan)
        expect(isAccepted(wire, plan.hasToken)).toBe(true)
        expect(isAccepted({ ...wire, headers: [...wire.headers, ...unsignedHeaders] }, plan.hasToken)).toBe(true)
        expect(isAccepted({ ...wire, headers: [...unsignedHeaders, ...wire.headers] }, plan.hasToken)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('is refused when any one part of it is changed, dropped or added', async () => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(anyPlan(place), async (plan) => {
        const wire = await sign(plan)
        const mutants = variants(wire, plan).filter(([, mutant]) => !isSame(mutant, wire))
        count += mutants.length
        expect(mutants.filter(([, mutant]) => isAccepted(mutant, plan.hasToken))).toEqual([])
      }),
      { numRuns: 1000 },
    )
    expect(count).toBeGreaterThan(20_000)
  })
})
