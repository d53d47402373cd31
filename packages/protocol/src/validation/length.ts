const surrogate = /[\ud800-\udfff]/

export const hasAstralCharacter = (text: string): boolean => surrogate.test(text)

/** AWS counts Unicode scalar values, not UTF-16 units. */
export const lengthOf = (value: string | readonly unknown[]): number => {
  if (typeof value !== 'string' || !surrogate.test(value)) return value.length
  let length = 0
  for (const _ of value) length += 1
  return length
}
