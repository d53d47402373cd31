import { describe, expect, it } from '@jest/globals'
import { keyBefore, pageOf, pageOfAll, readLimit } from './pagination.ts'

const itself = (text: string): string => text

describe('pagination', () => {
  it('reads one more than it shows', () => {
    expect(readLimit({})).toBe(101)
    expect(readLimit({ MaxItems: 2 })).toBe(3)
    const { items, page } = pageOf(['a', 'b', 'c'], { MaxItems: 2 }, itself)
    expect(items).toEqual(['a', 'b'])
    expect(page.IsTruncated).toBe(true)
    expect(keyBefore({ Marker: page.Marker })).toBe('b')
  })

  it('has no marker on the last page', () => {
    expect(pageOf(['a', 'b'], { MaxItems: 2 }, itself)).toEqual({ items: ['a', 'b'], page: { IsTruncated: false } })
    expect(pageOf([], {}, itself)).toEqual({ items: [], page: { IsTruncated: false } })
  })

  it('goes on after a key that is gone', () => {
    const { page } = pageOfAll(['a', 'b', 'c'], { MaxItems: 2 }, itself)
    expect(pageOfAll(['a', 'c', 'd'], { Marker: page.Marker }, itself).items).toEqual(['c', 'd'])
  })

  it('refuses markers that it did not make', () => {
    for (const Marker of ['x', 'YWZ0ZXI', 'YWZ0ZXI6eA==', Buffer.from('after:\0').toString('base64url')]) expect(() => keyBefore({ Marker })).toThrow('Invalid Marker.')
  })
})
