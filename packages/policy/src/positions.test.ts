import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Position, statementPositions } from './index.ts'

const offsetOf = (text: string, { line, column }: Position): number => {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)]
  return (starts[line - 1] ?? Number.NaN) + column - 1
}

const cut = (document: string, index: number): string => {
  const position = statementPositions(document)[index]
  if (position === undefined) throw new Error(`There is no statement ${index}.`)
  return document.slice(offsetOf(document, position.start), offsetOf(document, position.end))
}

describe('positions of statements', () => {
  it('are those that AWS reports for a list on one line', () => {
    const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}'
    expect(statementPositions(document)[0]).toEqual({ start: { line: 1, column: 38 }, end: { line: 1, column: 87 } })
    expect(statementPositions(document)[1]).toEqual({ start: { line: 1, column: 87 }, end: { line: 1, column: 136 } })
    expect(statementPositions(document)[2]).toBeUndefined()
  })

  it('are those that AWS reports for AdministratorAccess', () => {
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }, null, 2)
    expect(statementPositions(document)[0]).toEqual({ start: { line: 3, column: 17 }, end: { line: 8, column: 6 } })
  })

  it('are those of the documented example, indented by four', () => {
    const Statement = [{ Sid: 'a', Effect: 'Allow', Action: 'codecommit:ListRepositories', Resource: '*' }]
    const document = JSON.stringify({ Version: '2012-10-17', Statement }, null, 4)
    expect(statementPositions(document)[0]).toEqual({ start: { line: 3, column: 19 }, end: { line: 9, column: 10 } })
  })

  it('begin behind the brace of a statement that is no list', () => {
    const document = '{"Statement":{"Effect":"Allow"}}'
    expect(statementPositions(document)[0]).toEqual({ start: { line: 1, column: 15 }, end: { line: 1, column: 32 } })
  })

  it('are not misled by text that looks like JSON, nor by other members called Statement', () => {
    const document = '{"Id":"{\\"Statement\\":[","X":{"Statement":[{}]},"St\\u0061tement":[{"Sid":"]}\\\\"}]}'
    expect(cut(document, 0)).toBe('{"Sid":"]}\\\\"}')
  })

  it('cut the statement out of any formatting', () => {
    const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r', '\r\n'), maxLength: 3 })
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', '\n') }))
    const statement = fc.record({ Effect: fc.constantFrom('Allow', 'Deny'), Sid: text, Resource: fc.array(text), Condition: fc.dictionary(text, fc.dictionary(text, text)) })
    const format = (value: unknown, spaces: () => string): string => {
      const around = (part: string): string => spaces() + part + spaces()
      if (Array.isArray(value)) return around(`[${(value as unknown[]).map((item) => format(item, spaces)).join(',') || spaces()}]`)
      if (typeof value !== 'object' || value === null) return around(JSON.stringify(value))
      const members = Object.entries(value).map(([name, member]) => `${around(JSON.stringify(name))}:${format(member, spaces)}`)
      return around(`{${members.join(',') || spaces()}}`)
    }
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), fc.array(space, { minLength: 1 }), fc.boolean(), (statements, spaces, isLone) => {
        let drawn = 0
        const document = format({ Version: '2012-10-17', Statement: isLone ? statements[0] : statements, Id: 'x' }, () => spaces[(drawn += 1) % spaces.length] ?? '')
        const expected = isLone ? statements.slice(0, 1) : statements
        for (const [index, one] of expected.entries()) {
          const found = cut(document, index)
          expect(JSON.parse(isLone ? `{${found}` : found.replace(/^\s*,?\s*/, ''))).toEqual(one)
        }
        expect(statementPositions(document)[expected.length]).toBeUndefined()
      }),
    )
  })
})
