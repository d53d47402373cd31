import { callAdmin, CliError, openAdmin } from './admin-client.ts'

interface LoggedRequest {
  requestId: string
  at: string
  service: string
  action?: string
  caller?: string
  decision?: string
  status: number
  error?: { code: string }
}

export interface EventOptions {
  limit?: string
  action?: string
  decision?: string
  caller?: string
  follow?: boolean
  json?: boolean
}

const queryOf = ({ limit, action, caller, decision }: EventOptions): string => {
  const filter = Object.entries({ limit, action, caller, decision })
  return new URLSearchParams(filter.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))).toString()
}

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
