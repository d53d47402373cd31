import type { AccountKey } from './scope.ts'

interface Waiting {
  isAlone: boolean
  resolve: () => void
}

/** Held by many together or by one alone, in the order in which they asked. */
class SharedLock {
  #together = 0
  #isHeldAlone = false
  readonly #waiting: Waiting[] = []

  get isUnused(): boolean {
    return this.#together === 0 && !this.#isHeldAlone && this.#waiting.length === 0
  }

  async hold(isAlone: boolean): Promise<void> {
    if (this.#waiting.length === 0 && this.#isFree(isAlone)) this.#take(isAlone)
    else await new Promise<void>((resolve) => this.#waiting.push({ isAlone, resolve }))
  }

  release(isAlone: boolean): void {
    if (isAlone) this.#isHeldAlone = false
    else this.#together -= 1
    for (let next = this.#waiting[0]; next !== undefined && this.#isFree(next.isAlone); next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#take(next.isAlone)
      next.resolve()
    }
  }

  #isFree(isAlone: boolean): boolean {
    return !this.#isHeldAlone && (!isAlone || this.#together === 0)
  }

  #take(isAlone: boolean): void {
    if (isAlone) this.#isHeldAlone = true
    else this.#together += 1
  }
}

const nameOf = ({ partition, account }: AccountKey): string => `${partition}/${account}`

/**
 * What the rows of accounts are locked for, within the one process that has the database to itself: a write holds its account
 * together with others, a change of permissions alone. It costs no statement, and must be held before a connection is taken, as
 * one who holds a connection may not wait for those who need one.
 */
export class AccountLocks {
  readonly #all = new SharedLock()
  readonly #accounts = new Map<string, SharedLock>()

  async holding<Result>(key: AccountKey, isAlone: boolean, work: () => Promise<Result>): Promise<Result> {
    const name = nameOf(key)
    const lock = this.#accounts.get(name) ?? new SharedLock()
    this.#accounts.set(name, lock)
    await this.#all.hold(false)
    await lock.hold(isAlone)
    try {
      return await work()
    } finally {
      lock.release(isAlone)
      this.#all.release(false)
      if (lock.isUnused) this.#accounts.delete(name)
    }
  }

  /** While no account is held by anybody. */
  async holdingAll<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#all.hold(true)
    try {
      return await work()
    } finally {
      this.#all.release(true)
    }
  }
}
