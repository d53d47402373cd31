import type { JobsOptions as BullJobOptions } from 'bullmq'
import type { JobData, JobHandlers, JobName, JobQueue, Jobs, JobWorker, QueueMaker, WorkOptions } from './jobs.ts'

// A finished job leaves nothing behind, so that its id may be used again; the next sweep repeats what failed.
const keepNothing: BullJobOptions = { removeOnComplete: true, removeOnFail: true }
const closeSeconds = 3

const after = (seconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000).unref()
  })

const closeWorker = async (worker: JobWorker): Promise<void> => {
  const closed = worker.close()
  await Promise.race([closed, after(closeSeconds)])
}

/** The jobs over queues and workers of either backend. */
export class QueuedJobs implements Jobs {
  readonly #maker: QueueMaker
  readonly #onError: (error: Error) => void
  readonly #sweep: JobQueue
  readonly #rotate: JobQueue
  #workers: JobWorker[] = []

  constructor(maker: QueueMaker, onError: (error: Error) => void) {
    this.#maker = maker
    this.#onError = onError
    this.#sweep = maker.makeQueue('sweep')
    this.#rotate = maker.makeQueue('rotate')
    for (const queue of [this.#sweep, this.#rotate]) queue.on('error', onError)
  }

  /** Refuses when the backend cannot be reached. */
  async waitUntilReady(): Promise<void> {
    await Promise.all([this.#sweep.waitUntilReady(), this.#rotate.waitUntilReady()])
  }

  async scheduleSweeps(everySeconds: number): Promise<void> {
    await this.#sweep.upsertJobScheduler('sweep', { every: everySeconds * 1000 }, { name: 'sweep', data: {}, opts: keepNothing })
  }

  async nudgeSweep(): Promise<void> {
    await this.#sweep.add('sweep', {}, { ...keepNothing, jobId: 'sweep-nudge' })
  }

  async addRotations(rotations: { id: string; data: JobData['rotate'] }[]): Promise<void> {
    if (rotations.length === 0) return
    await this.#rotate.addBulk(rotations.map(({ id, data }) => ({ name: 'rotate', data, opts: { ...keepNothing, jobId: id } })))
  }

  countWaitingRotations(): Promise<number> {
    return this.#rotate.getWaitingCount()
  }

  async work(handlers: JobHandlers, options: WorkOptions = {}): Promise<void> {
    this.#start('sweep', handlers.sweep, 1)
    this.#start('rotate', handlers.rotate, options.rotateConcurrency ?? 1)
    await Promise.all(this.#workers.map((worker) => worker.waitUntilReady()))
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map(closeWorker))
    await Promise.all([this.#sweep.close(), this.#rotate.close()])
    await this.#maker.end()
  }

  #start<Name extends JobName>(name: Name, handler: JobHandlers[Name], concurrency: number): void {
    // What a queue holds was written by `addRotations` and `scheduleSweeps` alone.
    const worker = this.#maker.makeWorker(name, (data) => handler(data as never), concurrency)
    worker.on('error', this.#onError)
    worker.on('failed', (_job: unknown, error: Error) => {
      this.#onError(error)
    })
    this.#workers.push(worker)
  }
}
