import { openDatabase } from '@rolecall/store'
import { ServiceHandler } from '../api-handler.ts'
import { ConfigurationError, portNumber, readApiConfiguration, text } from '../config.ts'
import { createDependencies } from '../create-dependencies.ts'
import type { PipelineDependencies } from '../dependencies.ts'
import type { ServiceDefinition } from '../operation.ts'
import { ApiModule } from './api-module.ts'
import { createServer } from './create-server.ts'

const databaseUrlOf = (databaseUrl: string | undefined): string => {
  if (databaseUrl === undefined) throw new ConfigurationError('DATABASE_URL is not set; a service of its own needs a Postgres.')
  return databaseUrl
}

/** Ends the process with one clear line where it cannot start. */
export const failStart = (error: unknown): never => {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message === '' ? String(error) : message}\n`)
  process.exit(1)
}

/** Runs one API service as a process of its own, until SIGINT or SIGTERM. */
export const serve = async <Context>(
  createDefinition: (dependencies: PipelineDependencies) => ServiceDefinition<Context>,
): Promise<void> => {
  const configuration = readApiConfiguration()
  const database = openDatabase({ url: databaseUrlOf(configuration.databaseUrl) })
  const dependencies = await createDependencies(database, configuration)
  const definition = createDefinition(dependencies)
  const server = await createServer(ApiModule.over(new ServiceHandler(definition, dependencies), configuration.edgeToken))
  await server.listen(portNumber('ROLECALL_PORT', 4566), text('ROLECALL_HOST') ?? '127.0.0.1')
  process.stdout.write(`Rolecall ${definition.service} listens at ${await server.getUrl()}\n`)
  const stop = async (): Promise<void> => {
    await server.close()
    await dependencies.requestLog.flush()
    await database.close()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}
