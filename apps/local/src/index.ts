/** Everything in one process on an embedded Postgres: what `npm start` runs. */
export { startLocal } from './start-local.ts'
