import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '@rolecall/clock'
import { loopbackNumber } from '@rolecall/ids'
import type { MetadataClaim, MetadataReader } from '@rolecall/store'
import type { MetadataService } from '../metadata-service.ts'
import { isNeighbour, plainAddress } from './addresses.ts'
import { emptyAnswer, rawText, written, type Written, writeAnswer } from './answer.ts'
import { type MetadataRequest, readRequest, type RequestHead } from './metadata-request.ts'
import { readRawHead } from './raw-head.ts'
import { hostInstanceId } from './request-target.ts'

export interface MetadataServerParts {
  reader: MetadataReader
  service: MetadataService
  clock: Clock
  /** Whether connections to this address of ours are taken. */
  isOpenAt(localAddress: string): boolean
}

/** Who calls, by the addresses of the connection first and by what the request says last. */
const claimOf = ({ localAddress, remoteAddress }: Pick<Socket, 'localAddress' | 'remoteAddress'>, request: MetadataRequest): MetadataClaim => {
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

const answerOf = async ({ reader, service, clock }: MetadataServerParts, socket: Socket, request: MetadataRequest): Promise<Written> => {
  const state = await reader.read(claimOf(socket, request))
  const answer = await service.answer(request, state)
  return written(answer, clock.nowMilliseconds())
}

const answerFailure = ({ clock }: MetadataServerParts, response: ServerResponse, error: unknown): void => {
  console.error('A metadata request failed:', error)
  if (!response.headersSent) writeAnswer(response, written(emptyAnswer(500), clock.nowMilliseconds()), false)
}

const endSocket = (socket: Duplex, answer: Written): void => {
  if (socket.writable) socket.end(rawText(answer))
  else socket.destroy()
}

/** What no order of decisions applies to: it is no request. */
const refuseBrokenRequest = ({ clock }: MetadataServerParts, socket: Duplex): void => {
  endSocket(socket, written(emptyAnswer(400), clock.nowMilliseconds()))
}

/** Requests that Node gives no response for, tunnels and methods unknown to it, are decided on as all others. */
const answerBare = (parts: MetadataServerParts, socket: Duplex, head: RequestHead): void => {
  answerOf(parts, socket as Socket, readRequest(head)).then(
    (answer) => {
      endSocket(socket, answer)
    },
    (error: unknown) => {
      console.error('A metadata request failed:', error)
      socket.destroy()
    },
  )
}

/**
 * The HTTP server of the metadata service. Requests do not pass through Fastify's router, which would answer some of them
 * before the service's own order of decisions does. A Host header is not needed: nobody looks at it on a dedicated address.
 */
export const createMetadataServer = (parts: MetadataServerParts): Server => {
  const listen = (message: IncomingMessage, response: ServerResponse): void => {
    // What a client sends as a body is ignored.
    message.resume()
    const request = readRequest(message)
    answerOf(parts, message.socket, request).then(
      (answer) => {
        writeAnswer(response, answer, request.method !== 'HEAD')
      },
      (error: unknown) => {
        answerFailure(parts, response, error)
      },
    )
  }
  const server = createServer({ requireHostHeader: false, keepAliveTimeout: 5000 }, listen)
  // A body that waits to be asked for is not asked for, and expectations are not looked at.
  server.on('checkContinue', listen)
  server.on('checkExpectation', listen)
  server.on('connection', (socket: Socket) => {
    if (!parts.isOpenAt(plainAddress(socket.localAddress))) socket.resetAndDestroy()
  })
  server.on('clientError', (error: Error & { code?: string; rawPacket?: Buffer }, socket) => {
    const head = error.code === 'HPE_INVALID_METHOD' ? readRawHead(error.rawPacket) : undefined
    if (head === undefined) refuseBrokenRequest(parts, socket)
    else answerBare(parts, socket, head)
  })
  server.on('connect', (message, socket) => {
    answerBare(parts, socket, message)
  })
  return server
}
