import { callAdmin, CliError, openAdmin } from './admin-client.ts'

interface LoggedRequest {
  requestId: string
  at: string
  service: string
  action?: string
  caller?: string
  decision?: string
  status: number
  checks: { action: string; resource: string; decision: string; reasons: string[] }[]
  error?: { code: string; message: string; reason?: string }
}

export interface EventOptions {
  limit?: string
  action?: string
  json?: boolean
}

const queryOf = (options: EventOptions): string =>
  new URLSearchParams({
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    ...(options.action === undefined ? {} : { action: options.action }),
  }).toString()

const line = (event: LoggedRequest): string =>
  [event.at, event.status, `${event.service}:${event.action ?? '-'}`, event.caller ?? '-', event.decision ?? '-', event.error?.code ?? '', event.requestId].join(' ')

const write = (event: LoggedRequest, options: EventOptions): void => {
  process.stdout.write(`${options.json === true ? JSON.stringify(event) : line(event)}\n`)
}

export const printEvents = async (options: EventOptions): Promise<void> => {
  const { events } = await callAdmin<{ events: LoggedRequest[] }>(`events?${queryOf(options)}`)
  for (const event of events) write(event, options)
}

/** Prints events as the stream brings them, until interrupted. */
export const followEvents = async (options: EventOptions): Promise<void> => {
  const response = await openAdmin(`events?${queryOf(options)}`, { headers: { accept: 'text/event-stream' } })
  if (!response.ok || response.body === null) throw new CliError(`The admin API answered ${response.status}.`)
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) if (text.startsWith('data: ')) write(JSON.parse(text.slice('data: '.length)) as LoggedRequest, options)
  }
}

const explanation = (event: LoggedRequest): string[] => [
  `${event.at} ${event.service}:${event.action ?? '-'} by ${event.caller ?? 'nobody known'}: HTTP ${event.status}`,
  ...event.checks.flatMap((check) => [
    `${check.decision}: ${check.action} on ${check.resource}`,
    ...check.reasons.map((reason) => `  ${reason}`),
  ]),
  ...(event.error === undefined ? [] : [`${event.error.code}: ${event.error.message}`]),
  ...(event.error?.reason === undefined || event.checks.length > 0 ? [] : [`  ${event.error.reason}`]),
]

/** Prints what was decided about one request, and why. */
export const explain = async (requestId: string): Promise<void> => {
  const { events } = await callAdmin<{ events: LoggedRequest[] }>(`events?requestId=${encodeURIComponent(requestId)}`)
  const event = events.at(-1)
  if (event === undefined) throw new CliError(`The request log has no request ${requestId}.`)
  process.stdout.write(`${explanation(event).join('\n')}\n`)
}
