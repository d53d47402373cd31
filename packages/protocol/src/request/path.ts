/** Percent signs must begin an escape. */
const brokenEscape = /%(?![0-9A-Fa-f]{2})/

/** Whether `..` segments, also escaped ones, stay below the root. */
const staysBelowRoot = (path: string): boolean => {
  let depth = 0
  for (const segment of path.split('/').slice(1)) {
    const plain = segment.replaceAll(/%2e/gi, '.')
    if (plain === '..') depth -= 1
    else if (plain !== '' && plain !== '.') depth += 1
    if (depth < 0) return false
  }
  return true
}

/** AWS answers other paths with an empty 400 before it looks at anything else. */
export const isSanePath = (path: string): boolean =>
  path === '/' || (path.startsWith('/') && !brokenEscape.test(path) && staysBelowRoot(path))
