/**
 * Runs a PostgreSQL of our own: makes it on first use, starts it, keeps it running and stops it with us.
 * It must not know what is stored in it: no table, no migration, no AWS.
 */
export { DatabaseStartError } from './database-start-error.ts'
export { makeFolder } from './make-folder.ts'
export { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start-embedded-postgres.ts'
export type { EmbeddedPostgres } from './supervisor.ts'
