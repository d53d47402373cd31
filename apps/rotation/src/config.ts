import { type ApiConfiguration, ConfigurationError, readApiConfiguration } from '@rolecall/pipeline'

export interface RotationConfiguration extends ApiConfiguration {
  databaseUrl: string
}

export const readConfiguration = (): RotationConfiguration => {
  const configuration = readApiConfiguration()
  const { databaseUrl } = configuration
  if (databaseUrl === undefined) throw new ConfigurationError('DATABASE_URL is not set; rotation on its own needs a Postgres.')
  return { ...configuration, databaseUrl }
}
