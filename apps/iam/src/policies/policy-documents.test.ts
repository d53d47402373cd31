import { describe, expect, it } from '@jest/globals'
import { encodeDocument } from './policy-documents.ts'

describe('encodeDocument', () => {
  it("escapes all but RFC 3986's unreserved characters, in upper-case hex", () => {
    expect(encodeDocument("aZ0-_.~ !'()*/é")).toBe('aZ0-_.~%20%21%27%28%29%2A%2F%C3%A9')
  })
})
