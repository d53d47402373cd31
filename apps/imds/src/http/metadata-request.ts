import type { IncomingMessage } from 'node:http'
import { readTarget, type Target } from './request-target.ts'

/** What the service looks at in a request. */
export interface MetadataRequest {
  method: string
  target: Target
  /** An empty header counts as none. */
  token: string | undefined
  lifetime: string | undefined
  isForwarded: boolean
  host: string | undefined
}

/** What is read of a request: method, target, and header names and values in turn. */
export type RequestHead = Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>

/** Reads the few headers that count, without making an object of all of them. */
export const readRequest = (message: RequestHead): MetadataRequest => {
  const request: MetadataRequest = {
    method: message.method ?? 'GET',
    target: readTarget(message.url ?? '/'),
    token: undefined,
    lifetime: undefined,
    isForwarded: false,
    host: undefined,
  }
  const { rawHeaders } = message
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) readHeader(request, rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  return request
}

const readHeader = (request: MetadataRequest, name: string, value: string): void => {
  switch (name.toLowerCase()) {
    case 'x-aws-ec2-metadata-token':
      if (value !== '') request.token ??= value
      break
    case 'x-aws-ec2-metadata-token-ttl-seconds':
      request.lifetime ??= value
      break
    case 'x-forwarded-for':
      request.isForwarded = true
      break
    case 'host':
      request.host ??= value
      break
    default:
  }
}
