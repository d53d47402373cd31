import { CliError } from './admin-client.ts'

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** Seconds in a duration such as `90s`, `45m`, `3h`, `1d` or `1h30m`; a bare number is seconds. */
export const parseDuration = (text: string): number => {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (!/^-?(\d+(\.\d+)?[smhd])+$/.test(text)) throw new CliError(`'${text}' is no duration; write 90s, 45m, 3h, 1d or 1h30m.`)
  let seconds = 0
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)) seconds += Number(amount) * (unitSeconds[unit] ?? 0)
  return text.startsWith('-') ? -seconds : seconds
}

/** A time as it was given; refuses what is none, where a duration would do as well. */
export const readTime = (text: string): string => {
  if (Number.isNaN(Date.parse(text))) throw new CliError(`'${text}' is neither an ISO 8601 time nor a duration such as 45m, 3h or 1d.`)
  return text
}
