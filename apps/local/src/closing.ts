/** What is to be stopped, in the reverse order of starting. */
export class Closing {
  readonly #steps: (() => Promise<unknown> | void)[] = []

  add(step: () => Promise<unknown> | void): void {
    this.#steps.push(step)
  }

  /** Stops everything; a part that fails to stop does not keep the others from it. */
  async close(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step()
      } catch (error) {
        console.error('Stopping failed:', error)
      }
    }
  }
}
