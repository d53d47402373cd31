const escapes = /\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g

/** JSON that Postgres takes: NUL and halves of characters become U+FFFD, whoever sent them. */
export const storableJson = (value: unknown): string => {
  const json = JSON.stringify(value)
  if (!json.includes('\\u')) return json
  // Whole characters stand in JSON as they are, so an escaped surrogate is a half; an escaped backslash is no part of one.
  return json.replaceAll(escapes, (escape) => (escape === '\\\\' ? escape : '\uFFFD'))
}
