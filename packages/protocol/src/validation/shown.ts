const shownStructure = (value: object): string =>
  Object.entries(value)
    .map(([name, member]) => `${name}=${shown(member)}`)
    .join(', ')

/** A value as validation texts repeat it. */
export const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' && value !== null ? `{${shownStructure(value)}}` : String(value)
}
