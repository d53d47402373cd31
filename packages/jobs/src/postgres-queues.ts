import { type BackendFactory, PostgresConnection, PostgresQueueBackend, withBackend } from 'bullmq'
import { idleSeconds, type JobsOptions, type QueueMaker } from './jobs.ts'

/**
 * One connection pool and one LISTEN connection for every queue and worker of the process. BullMQ's own factory opens
 * a pool for each, and a backend closes its connection with itself; here only `end` does.
 */
class SharedConnection extends PostgresConnection {
  override async close(): Promise<void> {
    // The other queues still use it.
  }

  async end(): Promise<void> {
    await super.close()
  }
}

/** Queues in a Postgres schema, which the first process to connect creates. */
export const postgresQueues = (options: JobsOptions): QueueMaker => {
  const connection = new SharedConnection({
    connectionString: options.databaseUrl,
    schema: options.namespace ?? 'bullmq',
    migrate: true,
    max: options.poolSize ?? 2,
    // Sweeps come every few seconds; new connections for each would cost more than the idle ones.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5000,
  })
  const factory: BackendFactory<PostgresQueueBackend, SharedConnection['pool']> = (name, queueOptions) =>
    new PostgresQueueBackend(connection, name, queueOptions)
  const { Queue, Worker } = withBackend(factory)
  return {
    makeQueue: (name) => new Queue(name, { connection: connection.pool }),
    makeWorker: (name, process, concurrency) =>
      new Worker(name, async (job) => process(job.data), { connection: connection.pool, concurrency, drainDelay: idleSeconds }),
    end: () => connection.end(),
  }
}
