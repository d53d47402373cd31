import { adminToken, findEndpoints } from './config.ts'

/** A failure with one line for the user. */
export class CliError extends Error {}

const requestHeaders = (): Record<string, string> => {
  const token = adminToken()
  return { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
}

/** Calls the admin API; answers the response. */
export const openAdmin = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const { edge } = findEndpoints()
  const url = `${edge}/_rolecall/${path}`
  return fetch(url, { ...init, headers: { ...requestHeaders(), ...(init.headers as Record<string, string> | undefined) } }).catch(() => {
    throw new CliError(`Rolecall does not answer at ${edge}. Is it running (npm start)?`)
  })
}

const errorOf = (body: unknown, status: number): string =>
  typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : `The admin API answered ${status}.`

/** Calls the admin API and answers its JSON. */
export const callAdmin = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await openAdmin(path, init)
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok && path !== 'health') throw new CliError(errorOf(body, response.status))
  return body as Answer
}

export const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) })
