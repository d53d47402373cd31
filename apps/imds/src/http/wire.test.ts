import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { loopbackAddress } from '@rolecall/ids'
import { addInstance, createTestWorld, type TestWorld } from '@rolecall/testkit'
import { createImds, type Imds } from '../imds.module.ts'

let world: TestWorld
let imds: Imds
let port: number
let host: string
let id: string
let token: string

beforeAll(async () => {
  world = await createTestWorld({ name: 'imds wire' })
  imds = await createImds({ ...world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 0 } })
  port = await imds.listen(0, '127.0.0.1')
  const instance = await addInstance(world)
  id = instance.id
  host = loopbackAddress(instance.addressNumber)
  token = (await send('PUT /latest/api/token HTTP/1.1\r\nX-aws-ec2-metadata-token-ttl-seconds: 21600\r\n\r\n')).split('\r\n\r\n')[1] ?? ''
})
afterAll(async () => {
  await imds.close()
  await world.close()
})

/** Everything that comes back on one connection until the server closes it; times and what is left of a token are blanked. */
const send = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect({ port, host }, () => socket.write(text))
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => (answer += chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      resolve(answer.replaceAll(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'TIME').replace(/(Ttl-Seconds: )21(?:600|59\d)/, '$1LEFT'))
    })
  })

const tail = 'Date: TIME\r\nServer: EC2ws\r\nConnection: close\r\n'
const left = 'X-Aws-Ec2-Metadata-Token-Ttl-Seconds: LEFT\r\n'
const empty = (status: string, more = ''): string => `HTTP/1.1 ${status}\r\n${more}Content-Type: text/plain\r\nContent-Length: 0\r\n${tail}\r\n`
const page =
  '<?xml version="1.0" encoding="iso-8859-1"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"\n\t\t "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">\n <head>\n  <title>404 - Not Found</title>\n </head>\n <body>\n  <h1>404 - Not Found</h1>\n </body>\n</html>\n'
const missing = (more = ''): string => `HTTP/1.1 404 Not Found\r\n${more}Content-Type: text/html\r\nContent-Length: 339\r\n${tail}\r\n${page}`
const value = (more = ''): string =>
  `HTTP/1.1 200 OK\r\n${more}Content-Type: text/plain\r\nAccept-Ranges: none\r\nLast-Modified: TIME\r\nContent-Length: 19\r\n${tail}\r\n`
const idLine = '/latest/meta-data/instance-id HTTP/1.1\r\n'
const authorized = (): string => `X-aws-ec2-metadata-token: ${token}\r\n`

describe('the whole answer on the wire', () => {
  const rows: readonly (readonly [title: string, request: () => string, answer: () => string])[] = [
    ['a value, version 1', () => `GET ${idLine}\r\n`, () => value() + id],
    ['a value, version 2', () => `GET ${idLine}${authorized()}\r\n`, () => value(left) + id],
    ['a value to a strange host, through a proxy', () => `GET ${idLine}Host: evil.example\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n`, () => value() + id],
    ['a value to HTTP/1.0', () => 'GET /latest/meta-data/instance-id HTTP/1.0\r\n\r\n', () => value() + id],
    ['a value to a client that wants the connection kept', () => `GET ${idLine}Connection: keep-alive\r\n\r\n`, () => value() + id],
    ['the first of two requests that came together', () => `GET ${idLine}\r\nGET /latest HTTP/1.1\r\n\r\n`, () => value() + id],
    ['a value to a client that offers another protocol', () => `GET ${idLine}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, () => value() + id],
    ['HEAD of a value', () => `HEAD ${idLine}${authorized()}\r\n`, () => value(left)],
    ['OPTIONS of a value', () => `OPTIONS ${idLine}\r\n`, () => empty('200 OK').replace('Content-Length', 'Allow: OPTIONS, GET, HEAD\r\nContent-Length')],
    ['what is missing, version 1', () => 'GET /latest/nothing HTTP/1.1\r\n\r\n', () => missing()],
    ['what is missing, version 2', () => `GET /latest/nothing HTTP/1.1\r\n${authorized()}\r\n`, () => missing(left)],
    ['HEAD of what is missing', () => 'HEAD /latest/nothing HTTP/1.1\r\n\r\n', () => missing().replace(page, '')],
    ['a bad token', () => `GET ${idLine}X-aws-ec2-metadata-token: x\r\n\r\n`, () => empty('401 Unauthorized')],
    ['a bad token and a bad method', () => `DELETE ${idLine}X-aws-ec2-metadata-token: x\r\n\r\n`, () => empty('401 Unauthorized')],
    ['a bad method, version 2', () => `PATCH ${idLine}${authorized()}\r\n`, () => empty('403 Forbidden', left)],
    ['a body that is waited for', () => `POST ${idLine}Expect: 100-continue\r\nContent-Length: 4\r\n\r\n`, () => empty('403 Forbidden')],
    ['a token path that is read', () => 'GET /latest/api/token HTTP/1.1\r\n\r\n', () => empty('405 Not Allowed').replace('Content-Length', 'Allow: OPTIONS, PUT\r\nContent-Length')],
    ['a token without a lifetime', () => 'PUT /latest/api/token HTTP/1.1\r\n\r\n', () => empty('400 Bad Request')],
    ['a token through a proxy', () => 'PUT /latest/api/token HTTP/1.1\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n', () => empty('403 Forbidden')],
    ['a value that somebody expects something of', () => `GET ${idLine}Expect: a miracle\r\n\r\n`, () => value() + id],
    ['a method that nobody knows', () => 'BREW / HTTP/1.1\r\n\r\n', () => empty('403 Forbidden')],
    ['a method in lower case, version 2', () => `get ${idLine}${authorized()}\r\n`, () => empty('403 Forbidden', left)],
    ['a method that nobody knows, and a bad token', () => `BREW ${idLine}X-aws-ec2-metadata-token: x\r\n\r\n`, () => empty('401 Unauthorized')],
    ['a method that nobody knows, half a head of it', () => 'BREW / HTTP/1.1\r\n', () => empty('400 Bad Request')],
    ['no HTTP at all', () => 'hello\r\n\r\n', () => empty('400 Bad Request')],
    ['a head beyond all measure', () => `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, () => empty('400 Bad Request')],
    ['a tunnel', () => 'CONNECT example.com:80 HTTP/1.1\r\n\r\n', () => empty('403 Forbidden')],
    ['a tunnel, with a bad token', () => 'CONNECT example.com:80 HTTP/1.1\r\nX-aws-ec2-metadata-token: x\r\n\r\n', () => empty('401 Unauthorized')],
  ]

  it.each(rows)('is that of %s', async (_, request, answer) => {
    expect(await send(request())).toBe(answer())
  })
})
