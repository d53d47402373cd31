import { resolve } from 'node:path'
import { type ApiConfiguration, portNumber, readApiConfiguration, text } from '@rolecall/pipeline'

export interface LocalConfiguration extends ApiConfiguration {
  port: number
  imdsPort: number
  dataDirectory: string
}

export const readConfiguration = (): LocalConfiguration => ({
  ...readApiConfiguration(),
  port: portNumber('ROLECALL_PORT', 4566),
  imdsPort: portNumber('ROLECALL_IMDS_PORT', 1338),
  dataDirectory: resolve(text('ROLECALL_DATA_DIR') ?? '.rolecall'),
})
