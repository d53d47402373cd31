import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** What becomes of a connection: it goes on, is closed, or stays open and is never answered. */
export type Verdict = 'pass' | 'refuse' | 'lose'

/** Told the first bytes that came over a connection. */
export type Judge = (first: Buffer) => Promise<Verdict>

const passOn = (incoming: Socket, target: URL): void => {
  const outgoing = connect(Number(target.port), target.hostname)
  incoming.pipe(outgoing).pipe(incoming)
  incoming.on('error', () => outgoing.destroy())
  outgoing.on('error', () => incoming.destroy())
}

const handle = async (incoming: Socket, target: URL, judge: Judge): Promise<void> => {
  const [first] = (await once(incoming, 'data')) as [Buffer]
  incoming.pause()
  const verdict = await judge(first)
  incoming.unshift(first)
  if (verdict === 'refuse') incoming.destroy()
  else if (verdict === 'pass') passOn(incoming, target)
  else incoming.resume()
}

/** Passes connections on a Unix socket on to a TCP address of the host, as the judge has it. */
export const startRelay = (socketPath: string, target: URL, judge: Judge): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((incoming) => {
      incoming.on('error', () => incoming.destroy())
      handle(incoming, target, judge).catch(() => incoming.destroy())
    })
    server.on('error', reject)
    server.listen(socketPath, () => resolve(server))
  })
