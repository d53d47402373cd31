import { type Operator, readBoth } from './operator.ts'

const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Strict base64. */
export const bytes = (text: string): Buffer | undefined => (base64Form.test(text) ? Buffer.from(text, 'base64') : undefined)

/** Bytes, both sides in base64. There is no negation. */
export const BinaryEquals: Operator = {
  name: 'BinaryEquals',
  isNegated: false,
  compile: readBoth({ value: bytes, bound: bytes }, (value, bound) => value.equals(bound)),
}
