import { describe, expect, it } from '@jest/globals'
import { getService } from '@rolecall/models'
import { operations } from './operations.ts'

const names = operations.map((operation) => operation.handle.name)

describe('the list of operations', () => {
  it('names operations of the model, each once', () => {
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(getService('iam').operations.has(name)).toBe(true)
  })

  it('is in order', () => {
    const ordered = names.toSorted((one, other) => one.toLowerCase().localeCompare(other.toLowerCase(), 'en'))
    expect(names).toEqual(ordered)
  })
})
