import type { ApiHandler } from '@rolecall/pipeline'
import type { ApiRequest } from '@rolecall/protocol'

/** What the SDK hands to a request handler, as far as we read it. */
interface SdkHttpRequest {
  method: string
  hostname: string
  port?: number
  path: string
  query?: Record<string, string | string[] | null>
  headers: Record<string, string>
  body?: unknown
}

export interface RequestHandler {
  handle(request: SdkHttpRequest): Promise<{ response: SdkHttpResponse }>
}

interface SdkHttpResponse {
  statusCode: number
  headers: Record<string, string>
  body: Uint8Array
}

const encodedQuery = (query: SdkHttpRequest['query']): string => {
  const parts = Object.entries(query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`),
  )
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

const bodyBytes = (body: unknown): Uint8Array => {
  if (body instanceof Uint8Array) return body
  return Buffer.from(typeof body === 'string' ? body : '', 'utf8')
}

const toApiRequest = (request: SdkHttpRequest): ApiRequest => ({
  method: request.method,
  target: `${request.path}${encodedQuery(request.query)}`,
  headers: Object.entries(request.headers),
  body: bodyBytes(request.body),
  remoteAddress: '127.0.0.1',
  isSecure: false,
})

/** Lets a real SDK client, signing and all, talk to a handler without a socket. */
export const inProcess = (handler: ApiHandler): RequestHandler => ({
  async handle(request) {
    const response = await handler.handle(toApiRequest(request))
    const headers = Object.fromEntries(response.headers.map(([name, value]) => [name.toLowerCase(), value]))
    return { response: { statusCode: response.status, headers, body: Buffer.from(response.body) } }
  },
})
