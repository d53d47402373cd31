// What AWS takes for a date besides the W3C profile, as recorded: any year, single digits, either case, times cut short, no zone.
const form = /^([+-]?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:t(?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?)?(z|[+-]\d{2}(?::\d{2})?)?)?)?$/i

/** Minutes ahead of UTC. */
const offsetOf = (zone: string): number => {
  if (!/^[+-]/.test(zone)) return 0
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number)
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

const milliseconds = (year: number, month: number, day: number): number | undefined => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // Before and after all time that can be told.
  if (Number.isNaN(date.getTime())) return year < 0 ? -Infinity : Infinity
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined
}

/** Seconds since midnight; undefined for no time of a day. */
const secondsOf = (texts: readonly string[]): number | undefined => {
  const [hour = 0, minute = 0, second = 0] = texts.map((text = '0') => Number(text))
  return hour <= 23 && minute <= 59 && second <= 59 ? (hour * 60 + minute) * 60 + second : undefined
}

/** Epoch milliseconds; without a zone it is UTC. */
export const parseLooseDate = (text: string): number | undefined => {
  const match = form.exec(text)
  if (match === null) return undefined
  const [, year, month = '1', day = '1'] = match
  const midnight = milliseconds(Number(year), Number(month), Number(day))
  const seconds = secondsOf(match.slice(4, 7))
  if (midnight === undefined || seconds === undefined) return undefined
  const [, fraction = '0', zone = 'z'] = match.slice(6)
  return midnight + (seconds - offsetOf(zone) * 60 + Number(`0.${fraction}`)) * 1000
}
