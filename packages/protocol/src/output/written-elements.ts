const maximumBytes = 8 * 1024 * 1024

/**
 * The bytes of elements whose structures are frozen: such a structure never changes, so a service that keeps what it shows
 * has it written once and copied from then on. The oldest are forgotten beyond 8 MB.
 */
export class WrittenElements {
  readonly #written = new Map<object, Uint8Array>()
  #size = 0

  find(structure: object): Uint8Array | undefined {
    return this.#written.get(structure)
  }

  keep(structure: object, bytes: Uint8Array): void {
    this.#written.set(structure, bytes)
    this.#size += bytes.length
    for (const [oldest, { length }] of this.#written) {
      if (this.#size <= maximumBytes) return
      this.#written.delete(oldest)
      this.#size -= length
    }
  }
}
