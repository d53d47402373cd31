import type { RequestHead } from './metadata-request.ts'

const requestLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+) HTTP\/1\.[01]$/

/** The head of a request that Node's parser gave up on; undefined where the packet holds no whole one. */
export const readRawHead = (packet: Buffer | undefined): RequestHead | undefined => {
  const text = packet?.toString('latin1') ?? ''
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n')
  const [, method, url] = requestLine.exec(first) ?? []
  if (method === undefined || url === undefined) return undefined
  const rawHeaders = lines.flatMap((line) => {
    const [name = ''] = line.split(':', 1)
    return [name, line.slice(name.length + 1).trim()]
  })
  return { method, url, rawHeaders }
}
