import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '@rolecall/clock'
import { loopbackNumber } from '@rolecall/ids'
import type { MetadataClaim, MetadataReader } from '@rolecall/store'
import type { MetadataService } from '../metadata-service.ts'
import { isNeighbour, plainAddress } from './addresses.ts'
import { emptyAnswer, headersOf, tokenHeaders, writeAnswer } from './answer.ts'
import { type MetadataRequest, readRequest } from './metadata-request.ts'
import { hostInstanceId } from './request-target.ts'

export interface MetadataServerParts {
  reader: MetadataReader
  service: MetadataService
  clock: Clock
  /** Whether connections to this address of ours are taken. */
  isOpenAt(localAddress: string): boolean
}

/** Who calls, by the addresses of the connection first and by what the request says last. */
const claimOf = ({ localAddress, remoteAddress }: Socket, request: MetadataRequest): MetadataClaim => {
  const local = plainAddress(localAddress)
  const sourceAddress = plainAddress(remoteAddress)
  return {
    sourceAddress,
    isNeighbour: isNeighbour(local, sourceAddress),
    addressNumber: loopbackNumber(local),
    hostInstanceId: hostInstanceId(request.host),
    pathInstanceId: request.target.pathInstanceId,
  }
}

const handle = async (parts: MetadataServerParts, message: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { reader, service, clock } = parts
  const request = readRequest(message)
  const state = await reader.read(claimOf(message.socket, request))
  const answer = await service.answer(request, state)
  const now = clock.nowMilliseconds()
  if ('token' in answer) {
    writeAnswer(response, { status: 200, body: answer.token }, { headers: tokenHeaders(answer.token, answer.seconds, now), hasBody: true })
  } else {
    writeAnswer(response, answer, { headers: headersOf(answer, now), hasBody: request.method !== 'HEAD' })
  }
}

const answerFailure = (parts: MetadataServerParts, response: ServerResponse, error: unknown): void => {
  console.error('A metadata request failed:', error)
  if (response.headersSent) return
  const answer = emptyAnswer(500)
  writeAnswer(response, answer, { headers: headersOf(answer, parts.clock.nowMilliseconds()), hasBody: false })
}

/** What is no request that a tree could answer: broken heads, unknown methods, tunnels. */
const refuseBrokenRequest = ({ clock }: MetadataServerParts, socket: Duplex): void => {
  const headers = headersOf(emptyAnswer(400), clock.nowMilliseconds())
  const lines = headers.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`))
  if (socket.writable) socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n`)
  else socket.destroy()
}

/**
 * The HTTP server of the metadata service. Requests do not pass through Fastify's router, which would answer some of them
 * before the service's own order of decisions does. A Host header is not needed: nobody looks at it on a dedicated address.
 */
export const createMetadataServer = (parts: MetadataServerParts): Server => {
  const listen = (message: IncomingMessage, response: ServerResponse): void => {
    // What a client sends as a body is ignored.
    message.resume()
    handle(parts, message, response).catch((error: unknown) => {
      answerFailure(parts, response, error)
    })
  }
  const server = createServer({ requireHostHeader: false, keepAliveTimeout: 5000 }, listen)
  // A body that waits to be asked for is not asked for.
  server.on('checkContinue', listen)
  server.on('connection', (socket: Socket) => {
    if (!parts.isOpenAt(plainAddress(socket.localAddress))) socket.resetAndDestroy()
  })
  server.on('clientError', (_error, socket) => {
    refuseBrokenRequest(parts, socket)
  })
  server.on('connect', (_message, socket) => {
    refuseBrokenRequest(parts, socket)
  })
  return server
}
