import { findShort, longestShort, makeShortMasks, type ShortMasks } from './find-short.ts'

/** Text to look for, with what a search of a long one needs, made at its first. */
export interface Literal {
  readonly text: string
  borders: Int32Array | undefined
  masks: ShortMasks | undefined
}

export const makeLiteral = (text: string): Literal => ({ text, borders: undefined, masks: undefined })

/** For each length of the text's start: the length of its longest border, where a search goes on after a mismatch. */
const bordersOf = (text: string): Int32Array => {
  const borders = new Int32Array(text.length)
  let length = 0
  for (let index = 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    while (length > 0 && text.charCodeAt(length) !== code) length = borders[length - 1] ?? 0
    if (text.charCodeAt(length) === code) length += 1
    borders[index] = length
  }
  return borders
}

const endLength = 3

// Knuth, Morris and Pratt: each character of the subject is read once, from where the end of the text first stands.
const findLong = (literal: Literal, subject: string, from: number): number => {
  const { text } = literal
  const beforeEnd = text.length - endLength
  const firstEnd = subject.indexOf(text.slice(beforeEnd), from + beforeEnd)
  if (firstEnd < 0) return -1
  literal.borders ??= bordersOf(text)
  const { borders } = literal
  let length = 0
  for (let index = firstEnd - beforeEnd; index < subject.length; index += 1) {
    const code = subject.charCodeAt(index)
    while (length > 0 && text.charCodeAt(length) !== code) length = borders[length - 1] as number
    if (text.charCodeAt(length) === code) length += 1
    if (length === text.length) return index + 1 - length
  }
  return -1
}

const smallSearch = 4096

/** The first place at or after `from`; -1 when there is none. */
export const findLiteral = (literal: Literal, subject: string, from: number): number => {
  const { length } = literal.text
  // The engine's own search is the quickest, but takes quadratic time on texts made for it.
  if (length <= 2 || length * (subject.length - from) <= smallSearch) return subject.indexOf(literal.text, from)
  if (length > longestShort) return findLong(literal, subject, from)
  literal.masks ??= makeShortMasks(literal.text)
  return findShort({ masks: literal.masks, length }, subject, from)
}
