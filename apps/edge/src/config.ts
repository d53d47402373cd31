import { readFileSync } from 'node:fs'
import { type ApiConfiguration, ConfigurationError, portNumber, readApiConfiguration, text } from '@rolecall/pipeline'

export interface EdgeProcessConfiguration extends ApiConfiguration {
  port: number
  metadataPort: number
  /** Service name to `http://host:port`. */
  serviceUrls: ReadonlyMap<string, string>
  imdsUrl: string | undefined
  /** Addresses whose admin calls count as loopback. */
  adminAddresses: string[]
}

// `iam=http://iam:4566 sts=http://sts:4566`
const serviceUrls = (): ReadonlyMap<string, string> => {
  const entries = (text('ROLECALL_SERVICE_URLS') ?? '').split(/\s+/).filter((entry) => entry !== '')
  return new Map(
    entries.map((entry) => {
      const [service = '', url = ''] = entry.split('=', 2)
      if (!URL.canParse(url)) throw new ConfigurationError(`ROLECALL_SERVICE_URLS must list service=http://host:port, not '${entry}'.`)
      return [service, url]
    }),
  )
}

/** The default gateway of this container: where calls to a published port come from. Linux writes it as little-endian hex. */
const gatewayAddress = (): string[] => {
  const route = readFileSync('/proc/net/route', 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .find(([, destination]) => destination === '00000000')
  const hex = route?.[2]
  return hex === undefined ? [] : [Buffer.from(hex, 'hex').reverse().join('.')]
}

export const readEdgeConfiguration = (): EdgeProcessConfiguration => ({
  ...readApiConfiguration(),
  port: portNumber('ROLECALL_PORT', 4566),
  metadataPort: portNumber('ROLECALL_IMDS_PORT', 1338),
  serviceUrls: serviceUrls(),
  imdsUrl: text('ROLECALL_IMDS_URL'),
  adminAddresses: text('ROLECALL_ADMIN_TRUST_GATEWAY') === 'true' ? gatewayAddress() : [],
})
