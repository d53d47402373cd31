import type { ServerResponse } from 'node:http'

const smallBodyBytes = 16_384

interface Waiting {
  response: ServerResponse
  body: string | Uint8Array
}

let waiting: Waiting[] = []

const end = ({ response, body }: Waiting): void => {
  // Text goes out together with the head in one write; as latin1 the bytes stay what they are.
  if (Buffer.isBuffer(body) && body.length <= smallBodyBytes) response.end(body.toString('latin1'), 'latin1')
  else response.end(body)
}

const sendAll = (): void => {
  const all = waiting
  waiting = []
  for (const one of all) end(one)
}

/**
 * Ends the response at the end of this turn of the event loop. A write wakes its reader, which costs as much as a tenth of a
 * millisecond; answers that are ready in the same turn, written one after another, wake a waiting client once.
 */
export const sendSoon = (response: ServerResponse, body: string | Uint8Array): void => {
  waiting.push({ response, body })
  if (waiting.length === 1) setImmediate(sendAll)
}
