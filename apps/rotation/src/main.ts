import { setFlagsFromString } from 'node:v8'
import { createDependencies, failStart } from '@rolecall/pipeline'
import { openDatabase } from '@rolecall/store'
import { readConfiguration } from './config.ts'
import { createRotation } from './rotation.module.ts'

// Pages of credentials become garbage as soon as they are written: collect it before the heap has doubled.
setFlagsFromString('--heap-growing-percent=50')
setFlagsFromString('--max-semi-space-size=8')

const start = async (): Promise<void> => {
  const configuration = readConfiguration()
  const { databaseUrl, redisUrl, sweepSeconds } = configuration
  const database = openDatabase({ url: databaseUrl, poolSize: 2 })
  const { store, sealer, clock } = await createDependencies(database, configuration)
  const settings = configuration.instanceCredentials
  const rotation = await createRotation({ store, sealer, clock, settings, queues: { databaseUrl, redisUrl }, sweepSeconds })
  process.stdout.write(`Rolecall rotation works from ${redisUrl === undefined ? 'Postgres' : 'Redis'}\n`)
  const stop = async (): Promise<void> => {
    await rotation.close()
    await database.close()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}

await start().catch(failStart)
