import { type ApiConfiguration, ConfigurationError, portNumber, readApiConfiguration, text } from '@rolecall/pipeline'

export interface ImdsConfiguration extends ApiConfiguration {
  databaseUrl: string
  imdsPort: number
  /** A loopback host takes calls to all of 127.0.0.0/8 and to nothing else. */
  imdsHost: string
}

export const readConfiguration = (): ImdsConfiguration => {
  const configuration = readApiConfiguration()
  const { databaseUrl } = configuration
  if (databaseUrl === undefined) throw new ConfigurationError('DATABASE_URL is not set; a service of its own needs a Postgres.')
  return {
    ...configuration,
    databaseUrl,
    imdsPort: portNumber('ROLECALL_IMDS_PORT', 1338),
    imdsHost: text('ROLECALL_IMDS_HOST') ?? configuration.host,
  }
}
