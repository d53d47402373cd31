const surrogate = /[\ud800-\udfff]/

export const hasAstralCharacter = (text: string): boolean => surrogate.test(text)

/** AWS counts Unicode scalar values, not UTF-16 units. */
export const lengthOf = (value: string | readonly unknown[]): number =>
  typeof value === 'string' && surrogate.test(value) ? [...value].length : value.length
