import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { ApiRequest } from '@rolecall/protocol'
import { ApiModule } from './api-module.ts'
import { createServer } from './create-server.ts'

let server: NestFastifyApplication
let port: number
let received: ApiRequest[] = []

beforeAll(async () => {
  const handle = (request: ApiRequest) => {
    received.push(request)
    if (request.target === '/broken') return Promise.reject(new Error('out of order'))
    const body = request.target === '/large' ? 'é'.repeat(20_000) : Buffer.from('né')
    return Promise.resolve({ status: 200, headers: [['X-Own-Case', '1']] as [string, string][], body })
  }
  server = await createServer(ApiModule.over({ handle }, 'secret'))
  await server.listen(0, '127.0.0.1')
  port = (server.getHttpServer().address() as { port: number }).port
})
afterAll(() => server.close())

/** Sends the bytes and answers everything that comes back until the server is done with the connection. */
const exchange = (...parts: (string | Buffer)[]): Promise<string> =>
  new Promise((resolve, reject) => {
    received = []
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part)
    })
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString('utf8'))
    })
  })

const head = (line: string, ...headers: string[]): string => `${[`${line} HTTP/1.1`, 'Host: h', ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`

it('hands on the request as it arrived and writes the answer with its own headers first', async () => {
  const answer = await exchange(head('POST /?a=%2F', 'X-One: 1', 'x-one: 2', 'Content-Length: 5'), 'a=', 'b&c')
  expect(received).toHaveLength(1)
  expect(received[0]).toMatchObject({ method: 'POST', target: '/?a=%2F', isSecure: false, remoteAddress: '127.0.0.1' })
  expect(received[0]?.headers).toEqual([['Host', 'h'], ['X-One', '1'], ['x-one', '2'], ['Content-Length', '5'], ['Connection', 'close']])
  expect(Buffer.from(received[0]?.body ?? []).toString()).toBe('a=b&c')
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\nX-Own-Case: 1\r\ncontent-length: 3\r\n/)
  expect(answer.endsWith('\r\n\r\nné')).toBe(true)
})

it('joins a chunked body and answers large bodies whole', async () => {
  const answer = await exchange(head('POST /large', 'Transfer-Encoding: chunked'), '2\r\nab\r\n', '1\r\nc\r\n0\r\n\r\n')
  expect(Buffer.from(received[0]?.body ?? []).toString()).toBe('abc')
  expect(answer).toContain('content-length: 40000\r\n')
  expect(answer.endsWith('éé')).toBe(true)
})

it('answers methods that no router knows, paths that are no path, and requests without a body', async () => {
  await expect(exchange(head('PROPFIND /%zz'))).resolves.toContain('200 OK')
  expect(received[0]).toMatchObject({ method: 'PROPFIND', target: '/%zz' })
  expect(received[0]?.body).toHaveLength(0)
})

it('refuses a body over 10 MB with an empty 413 and hands nothing on', async () => {
  const answer = await exchange(head('POST /', 'Content-Length: 10000001'), Buffer.alloc(10_000_001, 'a'))
  expect(answer).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\ncontent-length: 0\r\nconnection: close\r\n/)
  expect(received).toHaveLength(0)
})

it('answers 500 without detail when the handler itself fails', async () => {
  const answer = await exchange(head('GET /broken'))
  expect(answer).toMatch(/^HTTP\/1\.1 500 /)
  expect(answer).not.toContain('out of order')
})

it('takes the caller\'s address from the edge alone, which shows the shared secret', async () => {
  await exchange(head('GET /', 'X-Rolecall-Edge: secret 10.1.2.3'))
  expect(received[0]?.remoteAddress).toBe('10.1.2.3')
  expect(received[0]?.headers.map(([name]) => name)).not.toContain('X-Rolecall-Edge')
  await exchange(head('GET /', 'X-Rolecall-Edge: guess 10.1.2.3'))
  expect(received[0]?.remoteAddress).toBe('127.0.0.1')
})
