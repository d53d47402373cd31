/** As policies write it: a text that stands alone needs no list. */
export const oneOrMore = (texts: readonly string[]): string | string[] => {
  const [only] = texts
  return texts.length === 1 && only !== undefined ? only : [...texts]
}
