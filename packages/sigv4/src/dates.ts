const basicForm = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/
const extendedForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/

const secondsOf = (date: Date): string => date.toISOString().slice(0, 19)

/** The date that a text stands for; undefined when the calendar has no such day or the day no such time. */
const existing = (text: string, isSame: (date: Date) => boolean): Date | undefined => {
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && isSame(date) ? date : undefined
}

const parse = (text: string): Date | undefined => {
  const extended = text.replace(basicForm, '$1-$2-$3T$4:$5:$6Z')
  if (extendedForm.test(extended)) return existing(extended, (date) => secondsOf(date) === extended.slice(0, 19))
  // RFC 7231, which is how JavaScript writes a date in UTC.
  return existing(text, (date) => date.toUTCString() === text)
}

/** `20260102T030405Z` */
export const basicIso = (date: Date): string => `${secondsOf(date).replaceAll(/[-:]/g, '')}Z`

export interface RequestDate {
  signedAt: Date
  /** `signedAt` in basic ISO form, as the string to sign writes it. */
  signedAtText: string
}

let lastText: string | undefined
let lastDate: RequestDate | undefined

/** A request's date in basic or extended ISO form or that of RFC 7231; undefined for anything else. */
export const parseRequestDate = (text: string): RequestDate | undefined => {
  // All requests of one second say the same.
  if (text === lastText) return lastDate
  const signedAt = parse(text)
  lastText = text
  lastDate = signedAt && { signedAt, signedAtText: basicIso(signedAt) }
  return lastDate
}
