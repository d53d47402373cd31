/** Whether an object of the JSON text names a member twice; JSON.parse would keep the last silently. */
// eslint-disable-next-line complexity -- one line a kind of token
export const hasDuplicateKeys = (json: string): boolean => {
  const open: (Set<string> | undefined)[] = []
  const tokens = json.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/gs)
  for (const [token, text = '', colon] of tokens) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(undefined)
    else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined) {
      const keys = open.at(-1)
      if (keys?.has(text) === true) return true
      keys?.add(text)
    }
  }
  return false
}
