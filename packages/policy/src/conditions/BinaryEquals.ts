import { constant, type Operator } from './operator.ts'

/** Bytes, both sides in base64. There is no negation. */
export const BinaryEquals: Operator = {
  name: 'BinaryEquals',
  isNegated: false,
  compile(policyValue) {
    const expected = Buffer.from(policyValue, 'base64')
    return constant((value) => Buffer.from(value, 'base64').equals(expected))
  },
}
