import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiRequest, ApiResponse } from '@rolecall/protocol'
import type { ApiHandler } from '../api-handler.ts'
import { onceATurn } from './once-a-turn.ts'

const edgeHeader = 'x-rolecall-edge'

/** AWS's limit for query services; longer bodies are refused. */
export const bodyLimitBytes = 10_000_000

/** Raw header pairs in order of arrival: signatures cover them as they were sent. */
const rawHeaderPairs = (rawHeaders: string[]): [string, string][] => {
  const pairs: [string, string][] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''])
  return pairs
}

/** The request with the caller's address as the edge reports it; the address itself when the edge's secret is not shown. */
const asSeenByEdge = (request: ApiRequest, token: string): ApiRequest => {
  const header = request.headers.find(([name]) => name.toLowerCase() === edgeHeader)
  if (header === undefined) return request
  const headers = request.headers.filter((other) => other !== header)
  const [shown = '', remoteAddress = ''] = header[1].split(' ')
  return shown === token ? { ...request, headers, remoteAddress } : { ...request, headers }
}

/** AWS answers an over-long body with 413 and other broken HTTP with 400, both empty. */
const answerEmpty = (response: ServerResponse, status: number): void => {
  if (response.headersSent) return
  response.writeHead(status, { 'content-length': 0, connection: 'close' })
  response.end()
}

const empty = new Uint8Array(0)

interface Arrived {
  message: IncomingMessage
  body: Uint8Array
  response: ServerResponse
}

interface Ending {
  response: ServerResponse
  body: ApiResponse['body']
}

/** Calls back once with the whole body; never when the client goes away, and with nothing when it is too long. */
const readBody = (message: IncomingMessage, done: (body: Uint8Array | undefined) => void): void => {
  const chunks: Buffer[] = []
  let bytes = 0
  message.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes <= bodyLimitBytes) chunks.push(chunk)
    else if (chunks.length > 0) {
      chunks.length = 0
      done(undefined)
    }
  })
  message.on('end', () => {
    if (bytes <= bodyLimitBytes) done(chunks.length === 1 ? chunks[0] : chunks.length === 0 ? empty : Buffer.concat(chunks))
  })
  message.on('error', () => undefined)
}

const smallBodyBytes = 16_384

const end = onceATurn(({ response, body }: Ending) => {
  // Text goes out together with the head in one write; as latin1 the bytes stay what they are.
  if (Buffer.isBuffer(body) && body.length <= smallBodyBytes) response.end(body.toString('latin1'), 'latin1')
  else response.end(body)
})

const send = (response: ServerResponse, { status, headers, body }: ApiResponse): void => {
  const flat: (string | number)[] = []
  for (const [name, value] of headers) flat.push(name, value)
  flat.push('content-length', Buffer.byteLength(body))
  response.writeHead(status, flat as never)
  end({ response, body })
}

/**
 * Takes every request of an API service, whatever its method and path, from HTTP to the pipeline. It is the listener of the
 * application's own server: Nest's and Fastify's routers would add a seventh to the time of a request and decide nothing.
 */
export class ApiListener {
  readonly #handler: ApiHandler
  readonly #edgeToken: string | undefined
  readonly #take = onceATurn((arrived: Arrived) => void this.#answer(arrived))

  /** `edgeToken` is the secret that the edge and its services share; undefined when there is no edge in front. */
  constructor(handler: ApiHandler, edgeToken?: string) {
    this.#handler = handler
    this.#edgeToken = edgeToken
  }

  listen(message: IncomingMessage, response: ServerResponse): void {
    readBody(message, (body) => {
      if (body === undefined) answerEmpty(response, 413)
      else this.#take({ message, body, response })
    })
  }

  async #answer({ message, body, response }: Arrived): Promise<void> {
    try {
      send(response, await this.#handler.handle(this.#apiRequest(message, body)))
    } catch (error) {
      console.error(`${message.method ?? ''} failed:`, error)
      answerEmpty(response, 500)
    }
  }

  #apiRequest(message: IncomingMessage, body: Uint8Array): ApiRequest {
    const request: ApiRequest = {
      method: message.method ?? 'GET',
      target: message.url ?? '/',
      headers: rawHeaderPairs(message.rawHeaders),
      body,
      remoteAddress: message.socket.remoteAddress ?? '',
      isSecure: 'encrypted' in message.socket,
    }
    return this.#edgeToken === undefined ? request : asSeenByEdge(request, this.#edgeToken)
  }
}
