import { type ServerResponse, STATUS_CODES } from 'node:http'
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

/** A token that was granted; it is written with headers in an order of its own. */
export interface GrantedToken {
  token: string
  seconds: number
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
const headersOf = (answer: Answer, now: number): string[] => {
  const { tokenSeconds, contentType, changedAt, allow, body } = answer
  const headers = tokenSeconds === undefined ? [] : ['X-Aws-Ec2-Metadata-Token-Ttl-Seconds', `${tokenSeconds}`]
  headers.push('Content-Type', contentType)
  if (changedAt !== undefined) headers.push('Accept-Ranges', 'none', 'Last-Modified', new Date(Math.min(changedAt, now)).toUTCString())
  if (allow !== undefined) headers.push('Allow', allow)
  headers.push('Content-Length', `${Buffer.byteLength(body)}`, ...tail(now))
  return headers
}

/** The answer to a PUT for a token has its own order. */
const tokenHeaders = (token: string, seconds: number, now: number): string[] => [
  'X-Aws-Ec2-Metadata-Token-Ttl-Seconds',
  `${seconds}`,
  'Content-Length',
  `${token.length}`,
  ...tail(now),
  'Content-Type',
  'text/plain',
]

/** An answer as it goes over the wire. */
export interface Written {
  status: number
  reason: string
  /** Names and values in turn, in their order. */
  headers: string[]
  body: string | Buffer
}

const reasonOf = ({ status, reason = STATUS_CODES[status] ?? '' }: Answer): string => reason

export const written = (answer: Answer | GrantedToken, now: number): Written =>
  'token' in answer
    ? { status: 200, reason: 'OK', headers: tokenHeaders(answer.token, answer.seconds, now), body: answer.token }
    : { status: answer.status, reason: reasonOf(answer), headers: headersOf(answer, now), body: answer.body }

/** Writes the whole head itself: neither Node nor a framework adds or reorders anything. */
export const writeAnswer = (response: ServerResponse, { status, reason, headers, body }: Written, hasBody: boolean): void => {
  response.sendDate = false
  response.writeHead(status, reason, headers)
  if (hasBody) response.end(body)
  else response.end()
}

/** The bytes of an answer for a bare connection. */
export const rawText = ({ status, reason, headers, body }: Written): string => {
  const lines = headers.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`))
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body.toString()}`
}
