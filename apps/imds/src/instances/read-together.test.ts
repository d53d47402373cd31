import { expect, it } from '@jest/globals'
import { TogetherReader } from './read-together.ts'

const queries: string[][] = []
const reader = new TogetherReader((ids) => {
  queries.push(ids)
  if (ids.includes('broken')) return Promise.reject(new Error('no database'))
  return Promise.resolve(new Map(ids.filter((id) => id !== 'none').map((id) => [id, `${id} of query ${queries.length}`])))
})

it('answers in one query what was asked for together, and later what was asked for later', async () => {
  const first = ['a', 'b', 'a', 'none'].map((id) => reader.find(id))
  expect(await Promise.all(first)).toEqual(['a of query 1', 'b of query 1', 'a of query 1', undefined])
  expect(await reader.find('a')).toBe('a of query 2')
  expect(queries).toEqual([['a', 'b', 'none'], ['a']])
})

it('never answers by a query that began before', async () => {
  const early = reader.find('a')
  await new Promise((resolve) => setImmediate(resolve))
  const late = reader.find('a')
  expect(await early).toBe('a of query 3')
  expect(await late).toBe('a of query 4')
})

it('tells all who waited of a failure, and goes on', async () => {
  const failed = await Promise.allSettled(['a', 'broken'].map((id) => reader.find(id)))
  expect(failed).toMatchObject([{ reason: { message: 'no database' } }, { reason: { message: 'no database' } }])
  expect(await reader.find('a')).toBe('a of query 6')
})
