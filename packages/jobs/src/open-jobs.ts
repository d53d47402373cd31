import type { Jobs, JobsOptions } from './jobs.ts'

/** Opens the queues, on Redis when `redisUrl` is given, else on Postgres; refuses when they cannot be reached. */
export const openJobs = async (options: JobsOptions): Promise<Jobs> => {
  // Loaded only here: BullMQ and its drivers cost 20 MB that services without jobs need not pay.
  const { QueuedJobs } = await import('./queued-jobs.ts')
  const maker =
    options.redisUrl === undefined
      ? (await import('./postgres-queues.ts')).postgresQueues(options)
      : await (await import('./redis-queues.ts')).redisQueues(options.redisUrl, options)
  const jobs = new QueuedJobs(maker, options.onError ?? (() => undefined))
  try {
    await jobs.waitUntilReady()
  } catch (error) {
    await jobs.close().catch(() => undefined)
    throw error
  }
  return jobs
}
