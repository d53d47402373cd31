import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface MetadataRelay {
  /** Where SDKs find the metadata of the one instance. */
  endpoint: string
  close(): void
}

/** Whether the instance's own endpoint leads to its metadata: published ports of containers lose the address that was called. */
export const isReachable = async (endpoint: string): Promise<boolean> => {
  const answer = await fetch(`${endpoint}/latest/meta-data/instance-id`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
  return answer !== undefined && answer.status !== 404
}

/** An endpoint on loopback that is one instance's metadata service, told by the Host that it passes on. */
export const startMetadataRelay = (instanceId: string, service: URL): Promise<MetadataRelay> =>
  new Promise((resolve, reject) => {
    const server = createServer((incoming, answer) => {
      const outgoing = httpRequest(
        {
          host: service.hostname,
          port: service.port,
          method: incoming.method,
          path: incoming.url,
          headers: { ...incoming.headers, host: `${instanceId}.metadata` },
        },
        (answered) => {
          answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders)
          answered.pipe(answer)
        },
      )
      outgoing.on('error', () => answer.destroy())
      incoming.pipe(outgoing)
    })
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      resolve({ endpoint: `http://127.0.0.1:${port}`, close: () => server.close() })
    })
  })
