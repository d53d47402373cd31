import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { idleSeconds, type JobsOptions, type QueueMaker } from './jobs.ts'

const longestPauseMilliseconds = 2000

/** A lost connection is made again for ever; one that could not be made at the start is given up. */
const connect = async (redisUrl: string, options: JobsOptions): Promise<Redis> => {
  let wasOpen = false
  let reason = 'connection closed'
  const retryStrategy = (times: number): number | null => (wasOpen ? Math.min(times * 50, longestPauseMilliseconds) : null)
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true, retryStrategy })
  connection.on('error', (error) => {
    reason = error.message
    if (wasOpen) options.onError?.(error)
  })
  await connection.connect().catch(() => {
    throw new Error(`Redis at ${new URL(redisUrl).host} does not answer: ${reason}`)
  })
  wasOpen = true
  return connection
}

/** Queues in Redis. One connection serves all commands; each worker blocks on one of its own. Refuses when Redis does not answer. */
export const redisQueues = async (redisUrl: string, options: JobsOptions): Promise<QueueMaker> => {
  const connection = await connect(redisUrl, options)
  const prefix = options.namespace ?? 'rolecall'
  return {
    makeQueue: (name) => new Queue(name, { connection, prefix }),
    makeWorker: (name, process, concurrency) =>
      new Worker(name, async (job) => process(job.data), { connection, prefix, concurrency, drainDelay: idleSeconds }),
    async end() {
      await connection.quit().catch(() => undefined)
    },
  }
}
