import { All, Controller, Inject, Optional, Req, Res } from '@nestjs/common'
import type { ApiRequest, ApiResponse } from '@rolecall/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApiHandler } from '../api-handler.ts'

/** The injection token of the handler that a service's module provides. */
export const apiHandler = Symbol('ApiHandler')

/** The injection token of the secret that the edge and its services share; undefined when there is no edge in front. */
export const edgeToken = Symbol('edgeToken')

const edgeHeader = 'x-rolecall-edge'

/** Raw header pairs in order of arrival: signatures cover them as they were sent. */
const rawHeaderPairs = (rawHeaders: string[]): [string, string][] => {
  const pairs: [string, string][] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''])
  return pairs
}

const empty = new Uint8Array(0)

export const toApiRequest = (request: FastifyRequest): ApiRequest => ({
  method: request.method,
  target: request.raw.url ?? '/',
  headers: rawHeaderPairs(request.raw.rawHeaders),
  body: request.body instanceof Uint8Array ? request.body : empty,
  remoteAddress: request.socket.remoteAddress ?? '',
  isSecure: 'encrypted' in request.socket,
})

/** The request with the caller's address as the edge reports it; the address itself when the edge's secret is not shown. */
const asSeenByEdge = (request: ApiRequest, token: string): ApiRequest => {
  const header = request.headers.find(([name]) => name.toLowerCase() === edgeHeader)
  if (header === undefined) return request
  const headers = request.headers.filter((other) => other !== header)
  const [shown = '', remoteAddress = ''] = header[1].split(' ')
  return shown === token ? { ...request, headers, remoteAddress } : { ...request, headers }
}

const smallBodyBytes = 16_384

export const sendApiResponse = (reply: FastifyReply, response: ApiResponse): void => {
  const headers: Record<string, string | number> = {}
  for (const [name, value] of response.headers) headers[name] = value
  headers['content-length'] = Buffer.byteLength(response.body)
  // Fastify adds nothing of its own to what a raw answer says.
  reply.hijack()
  reply.raw.writeHead(response.status, headers)
  const { body } = response
  // Text goes out together with the head in one write; as latin1 the bytes stay what they are.
  if (Buffer.isBuffer(body) && body.length <= smallBodyBytes) reply.raw.end(body.toString('latin1'), 'latin1')
  else reply.raw.end(body)
}

/** Takes every request of an API service, whatever its method and path, to the pipeline. */
@Controller()
export class ApiController {
  readonly #handler: ApiHandler
  readonly #edgeToken: string | undefined

  constructor(@Inject(apiHandler) handler: ApiHandler, @Optional() @Inject(edgeToken) token?: string) {
    this.#handler = handler
    this.#edgeToken = token
  }

  @All('*')
  async handle(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const apiRequest = toApiRequest(request)
    const seen = this.#edgeToken === undefined ? apiRequest : asSeenByEdge(apiRequest, this.#edgeToken)
    sendApiResponse(reply, await this.#handler.handle(seen))
  }
}
