/**
 * The job queues over BullMQ, on Postgres or on Redis.
 * It must not know what the jobs do, nor trust a queue with anything that Postgres does not know: losing every job
 * loses promptness only.
 */
export type { JobData, JobHandlers, JobName, Jobs, JobsOptions, WorkOptions } from './jobs.ts'
export { openJobs } from './open-jobs.ts'
