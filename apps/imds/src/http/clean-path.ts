const decode = (text: string): string => {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

// Proxies send the whole address.
const withoutOrigin = (target: string): string => {
  if (target.startsWith('/')) return target
  const match = /^https?:\/\/[^/?]*/i.exec(target)
  return match ? target.slice(match[0].length) : target
}

/**
 * The names in a request target: the query is ignored, names are percent-decoded, empty ones and `.` are dropped and `..`
 * goes up, never above the root. A trailing slash makes no difference.
 */
export const cleanPath = (target: string): string[] => {
  const path = withoutOrigin(target)
  const query = path.indexOf('?')
  const names: string[] = []
  for (const name of decode(query < 0 ? path : path.slice(0, query)).split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return names
}
