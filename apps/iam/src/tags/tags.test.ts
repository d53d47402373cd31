import { describe, expect, it } from '@jest/globals'
import { readTags, tagsIfAny, withoutTags, withTags } from './tags.ts'

const exact = { ignoresCase: false }
const ignoring = { ignoresCase: true }
const tag = (Key: string, Value = '') => ({ Key, Value })

describe('tags', () => {
  it('overwrite in place, and come last when they are new', () => {
    expect(withTags([tag('a', '1'), tag('b', '2')], [tag('c', '3'), tag('A', '4')], ignoring)).toEqual([tag('A', '4'), tag('b', '2'), tag('c', '3')])
    expect(withTags([tag('a', '1')], [tag('A', '4')], exact)).toEqual([tag('a', '1'), tag('A', '4')])
  })

  it('may be fifty in all', () => {
    const fifty = Array.from({ length: 50 }, (_, index) => tag(`k${index}`))
    expect(withTags(fifty, [tag('k7', 'x')], exact)).toHaveLength(50)
    expect(() => withTags(fifty, [tag('more')], exact)).toThrow('The number of tags has reached the maximum limit.')
  })

  it('are removed by key, absent keys without complaint', () => {
    expect(withoutTags([tag('a'), tag('b')], ['A', 'z'], ignoring)).toEqual([tag('b')])
    expect(withoutTags([tag('a'), tag('b')], ['A', 'z'], exact)).toEqual([tag('a'), tag('b')])
  })

  it('are checked among themselves', () => {
    expect(() => readTags([tag('a'), tag('a')], exact)).toThrow('Duplicate tag keys found.')
    expect(() => readTags([tag('aws:a')], exact)).toThrow('reserved')
    expect(readTags(undefined, exact)).toEqual([])
    expect(tagsIfAny([])).toEqual({})
  })
})
