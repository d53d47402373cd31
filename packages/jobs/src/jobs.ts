import type { EventEmitter } from 'node:events'
import type { Queue, Worker } from 'bullmq'

/** What each job carries. A sweep takes no input: it reads what is due. */
export interface JobData {
  sweep: Record<string, never>
  rotate: { instanceIds: string[] }
}

export type JobName = keyof JobData

/** One handler for each job name, as the type demands. */
export type JobHandlers = { readonly [Name in JobName]: (data: JobData[Name]) => Promise<void> }

export interface JobsOptions {
  /** Queues live in the schema `bullmq` of this database unless `redisUrl` is given. */
  databaseUrl: string
  redisUrl?: string | undefined
  /** Connections for commands at most, one more waits for notifications; 2 unless told. */
  poolSize?: number
  /** The namespace of the queues: a Postgres schema or a Redis key prefix; tests give each file its own. */
  namespace?: string
  /** Told of lost connections and failed jobs; the queues recover by themselves. */
  onError?: (error: Error) => void
}

export interface WorkOptions {
  /** `rotate` jobs that one worker runs at once; 1 unless told. */
  rotateConcurrency?: number
}

export interface Jobs {
  /** Has one sweep run every so many seconds of real time, whatever the number of processes that ask for it. */
  scheduleSweeps(everySeconds: number): Promise<void>
  /** Asks for a sweep now; repeats before it starts are dropped. */
  nudgeSweep(): Promise<void>
  /** Adds `rotate` jobs; one whose id still waits or runs is dropped. */
  addRotations(rotations: { id: string; data: JobData['rotate'] }[]): Promise<void>
  /** How many `rotate` jobs wait for a worker; those that run are not counted. */
  countWaitingRotations(): Promise<number>
  /** Starts the workers of this process. */
  work(handlers: JobHandlers, options?: WorkOptions): Promise<void>
  /** Lets running jobs end, for three seconds at most. */
  close(): Promise<void>
}

/** What is used of BullMQ's queues and workers; their full types differ with the backend. */
export type JobQueue = Pick<Queue, 'addBulk' | 'close' | 'getWaitingCount' | 'upsertJobScheduler'> & EventEmitter & { add: (...job: Parameters<Queue['add']>) => Promise<unknown>; waitUntilReady(): Promise<unknown> }
export type JobWorker = Pick<Worker, 'close'> & EventEmitter & { waitUntilReady(): Promise<unknown> }

/** What the two backends differ in. */
export interface QueueMaker {
  makeQueue(name: JobName): JobQueue
  makeWorker(name: JobName, process: (data: unknown) => Promise<void>, concurrency: number): JobWorker
  /** Ends the connections, after queues and workers were closed. */
  end(): Promise<void>
}

/** An idle worker blocks this long; new and delayed jobs wake it before. */
export const idleSeconds = 300
