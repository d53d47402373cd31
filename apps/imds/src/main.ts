import { createDependencies, failStart } from '@rolecall/pipeline'
import { openDatabase } from '@rolecall/store'
import { readConfiguration } from './config.ts'
import { createImds } from './imds.module.ts'

const start = async (): Promise<void> => {
  const configuration = readConfiguration()
  const database = openDatabase({ url: configuration.databaseUrl, poolSize: 4 })
  const { store, sealer, ids, clock } = await createDependencies(database, configuration)
  const settings = { ...configuration.instanceCredentials, stateDelaySeconds: configuration.stateDelaySeconds }
  const imds = await createImds({ store, sealer, ids, clock, settings })
  const port = await imds.listen(configuration.imdsPort, configuration.imdsHost)
  process.stdout.write(`Rolecall metadata service listens at http://${configuration.imdsHost}:${port}\n`)
  const stop = async (): Promise<void> => {
    await imds.close()
    await database.close()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}

await start().catch(failStart)
