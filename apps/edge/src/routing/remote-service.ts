import { Agent, request as httpRequest } from 'node:http'
import type { ApiHandler } from '@rolecall/pipeline'
import type { ApiRequest, ApiResponse } from '@rolecall/protocol'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface RemoteService {
  /** `http://host:port` */
  url: string
  /** Proves to the service that the caller's address we report is true. */
  edgeToken: string | undefined
}

const connectionHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'x-rolecall-edge'])

// As an array of pairs Node sends names, order and Host exactly as they arrived, which the signature may cover.
const forwardedHeaders = (request: ApiRequest, edgeToken: string | undefined): string[] => {
  const headers = request.headers.filter(([name]) => !connectionHeaders.has(name.toLowerCase())).flat()
  const trusted = edgeToken === undefined ? [] : ['x-rolecall-edge', `${edgeToken} ${request.remoteAddress}`]
  return [...headers, ...trusted, 'content-length', String(request.body.byteLength)]
}

const pairs = (rawHeaders: string[]): [string, string][] => {
  const result: [string, string][] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (!connectionHeaders.has(name.toLowerCase())) result.push([name, rawHeaders[index + 1] ?? ''])
  }
  return result
}

/** A service in another process, reached over HTTP with the request as it arrived. */
export const remoteService = ({ url, edgeToken }: RemoteService): ApiHandler => {
  const { hostname, port } = new URL(url)
  return {
    handle: (request) =>
      new Promise<ApiResponse>((resolve, reject) => {
        const outgoing = httpRequest(
          { agent, host: hostname, port, method: request.method, path: request.target, headers: forwardedHeaders(request, edgeToken) },
          (incoming) => {
            const chunks: Buffer[] = []
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
            incoming.on('error', reject)
            incoming.on('end', () =>
              resolve({ status: incoming.statusCode ?? 502, headers: pairs(incoming.rawHeaders), body: Buffer.concat(chunks) }),
            )
          },
        )
        outgoing.on('error', reject)
        outgoing.end(request.body)
      }),
  }
}
