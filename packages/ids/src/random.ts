import { createHash, randomBytes, randomFillSync } from 'node:crypto'

/** Where random bytes come from; tests seed it so that ids repeat. */
export interface RandomSource {
  bytes(length: number): Buffer
}

const poolLength = 8192

/** Operating-system randomness, drawn in pools because a call for a few bytes costs as much as one for thousands. */
class SystemRandom implements RandomSource {
  #pool = Buffer.alloc(poolLength)
  #used = poolLength

  bytes(length: number): Buffer {
    if (length > poolLength / 4) return randomBytes(length)
    if (this.#used + length > poolLength) {
      this.#pool = Buffer.allocUnsafe(poolLength)
      randomFillSync(this.#pool)
      this.#used = 0
    }
    const bytes = this.#pool.subarray(this.#used, this.#used + length)
    this.#used += length
    return bytes
  }
}

class SeededRandom implements RandomSource {
  #counter = 0
  readonly #seed: string

  constructor(seed: string) {
    this.#seed = seed
  }

  bytes(length: number): Buffer {
    const blocks: Buffer[] = []
    for (let have = 0; have < length; have += 32) {
      this.#counter += 1
      blocks.push(createHash('sha256').update(`${this.#seed}:${this.#counter}`).digest())
    }
    return Buffer.concat(blocks).subarray(0, length)
  }
}

export const systemRandom = (): RandomSource => new SystemRandom()

/** A repeatable source: the same seed gives the same ids in the same order. */
export const seededRandom = (seed: string): RandomSource => new SeededRandom(seed)
