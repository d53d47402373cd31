const longestSeconds = 21_600

/** The lifetime asked for in the header's text; undefined unless it is a decimal integer from 1 to 21600. */
export const tokenLifetimeSeconds = (text: string | undefined): number | undefined => {
  const digits = text?.trim() ?? ''
  if (!/^\d{1,9}$/.test(digits)) return undefined
  const seconds = Number(digits)
  return seconds >= 1 && seconds <= longestSeconds ? seconds : undefined
}
