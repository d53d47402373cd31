import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { idleSeconds, type JobsOptions, type QueueMaker } from './jobs.ts'

const ignore = (): void => undefined

const connect = async (redisUrl: string, options: JobsOptions): Promise<Redis> => {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true })
  connection.on('error', options.onError ?? ignore)
  try {
    await connection.connect()
  } catch (error) {
    connection.disconnect()
    throw error
  }
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
