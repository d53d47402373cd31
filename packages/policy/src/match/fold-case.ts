const foldCharacter = (character: string): string => {
  const upper = character.toUpperCase()
  const lower = (upper.length === character.length ? upper : character).toLowerCase()
  return lower.length === character.length ? lower : character
}

/** Simple case folding: character by character, so that the length stays and the three sigmas are one. */
export const foldCase = (text: string): string => {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase()
  return Array.from(text, foldCharacter).join('')
}
