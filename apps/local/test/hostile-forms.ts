import { type Constraints, getService, type Member, type Service, type Shape } from '@rolecall/models'
import fc from 'fast-check'

// Parameters as the model spells them, with values that are right, nearly right or made to break something.

const account = '123456789012'

const hostile = fc.oneof(
  fc.constantFrom(
    '', ' ', '*', '%', '0', '-1', '2147483648', '9223372036854775808', '1e999', 'NaN', 'true', 'null', '[]', '{}', '{"Version":"2012-10-17","Statement":[]}',
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', '['.repeat(5000), '__proto__', 'constructor', '${aws:username}',
    '../..', '/', 'a/b', "' OR 1=1 --", '<a>&amp;</a>', '\u{1f4a9}', 'é', '\u0000', '\u0001', '\uffff', '\r\n', 'x'.repeat(300), 'x'.repeat(70_000),
    'arn:aws:iam::', `arn:aws:iam::${account}:role/x`, 'arn:aws:iam::999999999999:user/x', 'arn:aws:iam::aws:policy/ReadOnlyAccess', `arn:aws:iam::${account}:root`,
    'i-0', 'i-0123456789abcdef0', 'ami-0123456789abcdef0', 'vpc-0123456789abcdef0', 'sg-0123456789abcdef0', 'subnet-1', 'eni-0', 'us-east-1', 'us-east-1a', 'xx-none-1',
    't3.micro', 'default', '10.0.0.0/8', '10.0.0.0/33', '::1', '300.1.1.1', '2026-13-45T99:99:99Z', '+275760-09-13T00:00:00Z', '0000-01-01T00:00:00Z', 'AAAA', 'AAA=', '=',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

const fitting = (constraints: Constraints | undefined): fc.Arbitrary<string> =>
  constraints?.enum === undefined || constraints.enum.length === 0
    ? fc.constantFrom('x', '1', 'true', 'name', '2026-01-01T00:00:00Z')
    : fc.constantFrom(...constraints.enum)

const valueOf = (constraints: Constraints | undefined): fc.Arbitrary<string> => fc.oneof({ weight: 2, arbitrary: fitting(constraints) }, { weight: 3, arbitrary: hostile })

const index = fc.oneof({ weight: 8, arbitrary: fc.constantFrom('1', '2', '3') }, { weight: 1, arbitrary: fc.constantFrom('0', '01', '-1', '7', '99999999999999999999', 'x', '') })

export type Pair = readonly [name: string, value: string]

const maximumDepth = 5

interface Place {
  name: string
  constraints: Constraints | undefined
  depth: number
  isFlat: boolean
}

/** One parameter somewhere below a shape. */
const below = (shape: Shape, place: Place): fc.Arbitrary<Pair> => {
  const { name, constraints, isFlat } = place
  const depth = place.depth + 1
  // A value where a list or a structure belongs, too.
  const here = valueOf(constraints).map((value): Pair => [name, value])
  if (depth > maximumDepth) return here
  switch (shape.kind) {
    case 'structure':
      return shape.members.length === 0 ? here : fc.constantFrom(...shape.members).chain((member) => parameter(member, { ...place, depth }))
    case 'list':
      return fc.tuple(index, fc.nat(9)).chain(([number, chance]) => {
        if (chance === 0) return here
        const element = isFlat ? `${name}.${number}` : `${name}.${shape.elementName}.${number}`
        return below(shape.element, { name: element, constraints: { ...constraints?.member, ...(constraints?.enum ? { enum: constraints.enum } : {}) }, depth, isFlat })
      })
    case 'map':
      return fc.tuple(index, fc.constantFrom('key', 'value', 'x'), hostile).map(([number, part, value]): Pair => [`${name}.entry.${number}.${part}`, value])
    default:
      return here
  }
}

const parameter = (member: Member, { name, depth, isFlat }: Omit<Place, 'constraints'>): fc.Arbitrary<Pair> =>
  below(member.shape, { name: name === '' ? member.queryName : `${name}.${member.queryName}`, constraints: member.constraints, depth, isFlat })

/** Parameters of an operation, some of them unknown to it. */
export const hostileParameters = (service: Service, name: string, maxLength: number): fc.Arbitrary<Pair[]> => {
  const input = getService(service).operations.get(name)?.input
  const known: fc.Arbitrary<Pair> = input === undefined || input.members.length === 0 ? fc.constant(['x', '1']) : below(input, { name: '', constraints: undefined, depth: 0, isFlat: service === 'ec2' })
  const unknown = fc.tuple(fc.constantFrom('', '.', 'a.b', '__proto__', 'constructor.prototype', 'Tags', 'Tags.member.', 'Filter.1.Value', 'X'.repeat(3000), 'a'.repeat(10).split('').join('.')), hostile)
  return fc.array(fc.oneof({ weight: 12, arbitrary: known }, { weight: 1, arbitrary: unknown }), { maxLength })
}
