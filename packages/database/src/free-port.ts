import { createServer } from 'node:net'
import { portIsBusy } from './database-start-error.ts'

/** Binds the port for a moment, which answers a free one for 0 and tells when another is taken. */
export const reservePort = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => reject(portIsBusy(port, error)))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
