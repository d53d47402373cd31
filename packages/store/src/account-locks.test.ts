import { describe, expect, it } from '@jest/globals'
import { setImmediate } from 'node:timers/promises'
import { AccountLocks } from './account-locks.ts'

const one = { partition: 'aws', account: '111111111111' }
const two = { partition: 'aws', account: '222222222222' }

/** Pieces of work that go on until they are told to end, and what began and ended so far. */
const createWork = (locks: AccountLocks) => {
  const log: string[] = []
  const started = (name: string) => {
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const work = async (): Promise<void> => {
      log.push(`${name} begins`)
      await ended
      log.push(`${name} ends`)
    }
    return { work, end: () => end() }
  }
  const hold = (name: string, key: typeof one, isAlone: boolean) => {
    const { work, end } = started(name)
    return { end, done: locks.holding(key, isAlone, work) }
  }
  const holdAll = (name: string) => {
    const { work, end } = started(name)
    return { end, done: locks.holdingAll(work) }
  }
  return { log, hold, holdAll }
}

describe('an account', () => {
  it('is held by many writes together', async () => {
    const { log, hold } = createWork(new AccountLocks())
    const works = [hold('a', one, false), hold('b', one, false)]
    await setImmediate()
    expect(log).toEqual(['a begins', 'b begins'])
    for (const { end } of works) end()
    await Promise.all(works.map(({ done }) => done))
  })

  it('is changed alone, after the writes before and before the writes that came later', async () => {
    const { log, hold } = createWork(new AccountLocks())
    const write = hold('write', one, false)
    const change = hold('change', one, true)
    const later = hold('later', one, false)
    await setImmediate()
    expect(log).toEqual(['write begins'])
    write.end()
    await write.done
    await setImmediate()
    expect(log).toEqual(['write begins', 'write ends', 'change begins'])
    change.end()
    later.end()
    await later.done
    expect(log).toEqual(['write begins', 'write ends', 'change begins', 'change ends', 'later begins', 'later ends'])
  })

  it('waits for no other account', async () => {
    const { log, hold } = createWork(new AccountLocks())
    const works = [hold('one', one, true), hold('two', two, true)]
    await setImmediate()
    expect(log).toEqual(['one begins', 'two begins'])
    for (const { end } of works) end()
    await Promise.all(works.map(({ done }) => done))
  })

  it('is free again after work that failed', async () => {
    const locks = new AccountLocks()
    await expect(locks.holding(one, true, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    await expect(locks.holding(one, true, () => Promise.resolve('done'))).resolves.toBe('done')
  })
})

describe('all accounts', () => {
  it('are held when no account is, and none is meanwhile', async () => {
    const { log, hold, holdAll } = createWork(new AccountLocks())
    const write = hold('write', one, false)
    const all = holdAll('all')
    const later = hold('later', two, false)
    write.end()
    await write.done
    await setImmediate()
    expect(log).toEqual(['write begins', 'write ends', 'all begins'])
    all.end()
    later.end()
    await later.done
    expect(log.slice(3)).toEqual(['all ends', 'later begins', 'later ends'])
  })
})
