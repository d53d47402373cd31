type JsonValue = string | null | string[]

const written = (value: JsonValue): string => {
  if (!Array.isArray(value)) return JSON.stringify(value)
  return `[ ${value.map((element) => JSON.stringify(element)).join(', ')} ]`
}

/** The layout of the service's JSON values: two blanks, a colon between blanks, arrays on one line, no newline at the end. */
export const jsonDocument = (members: readonly (readonly [name: string, value: JsonValue])[]): string =>
  `{\n${members.map(([name, value]) => `  ${JSON.stringify(name)} : ${written(value)}`).join(',\n')}\n}`
