import { connect } from 'node:net'

export interface RawAnswer {
  /** Status line and header lines, as they came. */
  head: string[]
  status: number
  body: Buffer
  text: string
  header(name: string): string | undefined
}

const parse = (bytes: Buffer): RawAnswer => {
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const body = bytes.subarray(end + 4)
  return {
    head,
    status: Number(head[0]?.split(' ')[1]),
    body,
    text: body.toString('utf8'),
    header: (name) => head.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))?.slice(name.length + 2),
  }
}

export interface RawCall {
  port: number
  host?: string
  localAddress?: string
  method?: string
  headers?: Record<string, string>
  /** Sent after the head. */
  body?: string
  version?: string
}

/** One request on a plain socket, read to the end of the connection, which is the server's to close. */
export const rawCall = (path: string, call: RawCall): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { port, host = '127.0.0.1', localAddress, method = 'GET', headers = {}, body = '', version = '1.1' } = call
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const socket = connect({ port, host, ...(localAddress === undefined ? {} : { localAddress }) }, () => {
      socket.write(`${method} ${path} HTTP/${version}\r\n${lines.join('')}\r\n${body}`)
    })
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('end', () => {
      resolve(parse(Buffer.concat(chunks)))
    })
  })
