import { AdminError } from './admin-error.ts'

/** The JSON of a request's body; undefined when it has none. */
export const jsonBody = (body: unknown): unknown => {
  if (!(body instanceof Uint8Array) || body.length === 0) return undefined
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    throw new AdminError(400, 'The body is no JSON.')
  }
}
