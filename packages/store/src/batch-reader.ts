interface Waiting<Question, Answer> {
  question: Question
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/** Answers the questions of a batch out of what was read for all of them. */
type Answering<Question, Answer> = (question: Question) => Answer

/**
 * Reads for many at once: questions that come while a batch is read share the next one. Whoever asks is answered by a reading that
 * began after that, so what it learns is never older than its question.
 */
export class BatchReader<Question, Answer> {
  readonly #read: (questions: readonly Question[]) => Promise<Answering<Question, Answer>>
  #waiting: Waiting<Question, Answer>[] = []
  #isReading = false

  constructor(read: (questions: readonly Question[]) => Promise<Answering<Question, Answer>>) {
    this.#read = read
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject })
      if (!this.#isReading) this.#schedule()
    })
  }

  #schedule(): void {
    this.#isReading = true
    setImmediate(() => void this.#readWaiting())
  }

  async #readWaiting(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    try {
      const answer = await this.#read(batch.map(({ question }) => question))
      for (const { question, resolve } of batch) resolve(answer(question))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
    this.#isReading = false
    if (this.#waiting.length > 0) this.#schedule()
  }
}
