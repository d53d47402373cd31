const basicForm = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/
// RFC 7231, and the extended ISO form that some clients send.
const otherForms = /^([A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z)$/

/** The instant of a request's date; undefined when it has none of the forms that AWS reads. */
export const parseRequestDate = (text: string): Date | undefined => {
  const match = basicForm.exec(text)
  const iso = match ? `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z` : text
  if (!match && !otherForms.test(text)) return undefined
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return undefined
  // A day that does not exist, such as 30 February, is no date.
  return match && basicIso(date) !== text ? undefined : date
}

let lastMilliseconds = NaN
let lastText = ''

/** `20260102T030405Z`; requests of one moment ask for the same again and again. */
export const basicIso = (date: Date): string => {
  const milliseconds = date.getTime()
  if (milliseconds !== lastMilliseconds) {
    lastText = `${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
    lastMilliseconds = milliseconds
  }
  return lastText
}
