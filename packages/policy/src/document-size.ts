/** Characters of a document without the white space between its JSON tokens, which quotas do not count. */
export const documentSize = (document: string): number => {
  let size = 0
  let isInText = false
  let isEscaped = false
  for (const character of document) {
    if (isInText) {
      size += 1
      if (isEscaped) isEscaped = false
      else if (character === '\\') isEscaped = true
      else if (character === '"') isInText = false
    } else if (!/[ \t\r\n]/.test(character)) {
      size += 1
      isInText = character === '"'
    }
  }
  return size
}
