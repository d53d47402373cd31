export interface SettingChoices {
  port: number
  isDurable: boolean
}

/** One developer's database, beside the developer's own work: little memory, few processes. */
const frugal = {
  shared_buffers: '16MB',
  wal_buffers: '1MB',
  work_mem: '4MB',
  maintenance_work_mem: '16MB',
  max_connections: '40',
  max_worker_processes: '1',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '1',
  // A new table grows fast in a test; the planner must learn of it before its guesses hurt.
  autovacuum_naptime: '3s',
  autovacuum_worker_slots: '1',
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',
  // Nothing replicates, so the log need only serve crash recovery.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_replication_slots: '0',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
}

const plain = {
  listen_addresses: '127.0.0.1',
  // In the data folder, which nobody else can enter.
  unix_socket_directories: process.platform === 'win32' ? '' : '.',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  lc_messages: 'C',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The planner's default is for disks that turn.
  random_page_cost: '1.1',
}

const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
const throwaway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** The server's command-line arguments; given at each start, they win over what initdb wrote down. */
export const serverArguments = ({ port, isDurable }: SettingChoices): string[] => {
  const settings = { ...plain, ...frugal, ...(isDurable ? durable : throwaway), port: String(port) }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** The password is random, so hashing it thousands of times would only make every connection slower. */
export const initialSettings = ['-c', 'scram_iterations=1', '-c', 'shared_buffers=16MB', '-c', 'max_connections=40']
