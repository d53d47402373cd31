/** A place in a text, both from 1. Columns count UTF-16 units. */
export interface Position {
  line: number
  column: number
}

export interface StatementPosition {
  start: Position
  end: Position
}

/** Places by offset; offsets must not go back. */
const placesOf = (text: string): ((offset: number) => Position) => {
  const breaks = text.matchAll(/\r\n|\r|\n/g)
  let next = breaks.next()
  let line = 1
  let lineStart = 0
  return (offset) => {
    while (next.done !== true && next.value.index + next.value[0].length <= offset) {
      line += 1
      lineStart = next.value.index + next.value[0].length
      next = breaks.next()
    }
    return { line, column: offset - lineStart + 1 }
  }
}

const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs

interface Span {
  start: number
  end: number
}

const opens = (text: string): boolean => text === '{' || text === '['
const closes = (text: string): boolean => text === '}' || text === ']'

/** Reads the tokens from one after the key `Statement` to the end of its value. */
const spansOf = (tokens: Iterable<RegExpExecArray>): Span[] => {
  const spans: Span[] = []
  let depth = 0
  let start = 0
  let statementDepth = 0
  for (const match of tokens) {
    const after = match.index + match[0].length
    if (opens(match[0])) {
      // A lone statement begins behind its brace, those of a list behind what was read before them, as AWS reports them.
      if (depth === 0) [start, statementDepth] = [after, match[0] === '[' ? 1 : 0]
      depth += 1
    } else if (closes(match[0])) {
      depth -= 1
      if (depth === statementDepth && match[0] === '}') {
        spans.push({ start, end: after })
        start = after
      }
      if (depth === 0) return spans
    }
  }
  return spans
}

/** Leaves the iterator behind the key `Statement` of the outermost object. */
const seekStatement = (tokens: Iterator<RegExpExecArray>): void => {
  let depth = 0
  for (let next = tokens.next(); next.done !== true; next = tokens.next()) {
    const [text, colon] = next.value
    if (opens(text)) depth += 1
    else if (closes(text)) depth -= 1
    else if (depth === 1 && colon !== undefined && JSON.parse(text.slice(0, -colon.length)) === 'Statement') return
  }
}

/**
 * Where the statements of a policy document that parses stand, in their order. The end is the place after the closing brace. The
 * start is the place after the token before the statement: the opening bracket or the statement before; for a Statement that is
 * no list it is the place after its own brace. AWS's simulator reports them so.
 */
export const statementPositions = (document: string): StatementPosition[] => {
  const tokens = document.matchAll(token)
  seekStatement(tokens)
  const placeAt = placesOf(document)
  return spansOf(tokens).map(({ start, end }) => ({ start: placeAt(start), end: placeAt(end) }))
}
