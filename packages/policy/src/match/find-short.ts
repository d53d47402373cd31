/** For each character the places of a text of at most 32 where it fits, a bit each; most characters are ASCII. */
export interface ShortMasks {
  ascii: Int32Array
  others: Map<number, number>
  /** For characters that the text does not have. */
  otherwise: number
}

export const longestShort = 32

/** `anyAt` is 1 where any character fits; undefined when that is nowhere. */
export const makeShortMasks = (text: string, anyAt?: Uint8Array): ShortMasks => {
  const isAny = (index: number): boolean => anyAt?.[index] === 1
  let otherwise = 0
  for (let index = 0; index < text.length; index += 1) if (isAny(index)) otherwise |= 1 << index
  const masks: ShortMasks = { ascii: new Int32Array(128).fill(otherwise), others: new Map(), otherwise }
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (isAny(index)) continue
    if (code < 128) masks.ascii[code] = (masks.ascii[code] ?? 0) | (1 << index)
    else masks.others.set(code, (masks.others.get(code) ?? otherwise) | (1 << index))
  }
  return masks
}

/**
 * The first place at or after `from` of a text with this length; -1 when there is none. Shift-and of Baeza-Yates and Gonnet: all
 * partial matches at once, so each character of the subject is read once.
 */
export const findShort = ({ masks, length }: { masks: ShortMasks; length: number }, subject: string, from: number): number => {
  const { ascii, others, otherwise } = masks
  const end = 1 << (length - 1)
  let state = 0
  for (let index = from; index < subject.length; index += 1) {
    const code = subject.charCodeAt(index)
    state = ((state << 1) | 1) & (code < 128 ? (ascii[code] as number) : (others.get(code) ?? otherwise))
    if ((state & end) !== 0) return index + 1 - length
  }
  return -1
}
