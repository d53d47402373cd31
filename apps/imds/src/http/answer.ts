import type { ServerResponse } from 'node:http'
import { notFoundPage } from './not-found-page.ts'

/** What the service answers, before it is written to the wire. */
export interface Answer {
  status: number
  /** Where it differs from the usual one. */
  reason?: string
  contentType: string
  body: string | Buffer
  /** When the value last changed; only values and listings have it. Epoch milliseconds. */
  changedAt?: number
  allow?: string
  /** Seconds left of the token that was sent. */
  tokenSeconds?: number | undefined
}

export const emptyAnswer = (status: number, rest: Partial<Answer> = {}): Answer => ({ status, contentType: 'text/plain', body: '', ...rest })

export const notFoundAnswer = (tokenSeconds?: number): Answer => ({ status: 404, contentType: 'text/html', body: notFoundPage, tokenSeconds })

let lastSecond = -1
let lastText = ''

/** RFC 1123, as in `Date`; consecutive answers share the text of one second. */
const httpDate = (milliseconds: number): string => {
  const second = Math.floor(milliseconds / 1000)
  if (second !== lastSecond) {
    lastSecond = second
    lastText = new Date(milliseconds).toUTCString()
  }
  return lastText
}

const tail = (now: number): string[] => ['Date', httpDate(now), 'Server', 'EC2ws', 'Connection', 'close']

/** Header names and values in the order in which the service sends them. */
export const headersOf = (answer: Answer, now: number): string[] => {
  const { tokenSeconds, contentType, changedAt, allow, body } = answer
  const headers = tokenSeconds === undefined ? [] : ['X-Aws-Ec2-Metadata-Token-Ttl-Seconds', `${tokenSeconds}`]
  headers.push('Content-Type', contentType)
  if (changedAt !== undefined) headers.push('Accept-Ranges', 'none', 'Last-Modified', new Date(Math.min(changedAt, now)).toUTCString())
  if (allow !== undefined) headers.push('Allow', allow)
  headers.push('Content-Length', `${Buffer.byteLength(body)}`, ...tail(now))
  return headers
}

/** The answer to a PUT for a token has its own order. */
export const tokenHeaders = (token: string, seconds: number, now: number): string[] => [
  'X-Aws-Ec2-Metadata-Token-Ttl-Seconds',
  `${seconds}`,
  'Content-Length',
  `${token.length}`,
  ...tail(now),
  'Content-Type',
  'text/plain',
]

export interface Writing {
  headers: string[]
  hasBody: boolean
}

/** Writes the whole head itself: neither Node nor a framework adds or reorders anything. */
export const writeAnswer = (response: ServerResponse, answer: Pick<Answer, 'status' | 'reason' | 'body'>, { headers, hasBody }: Writing): void => {
  response.sendDate = false
  if (answer.reason === undefined) response.writeHead(answer.status, headers)
  else response.writeHead(answer.status, answer.reason, headers)
  if (hasBody) response.end(answer.body)
  else response.end()
}
