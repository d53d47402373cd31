import 'reflect-metadata'
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiListener, bodyLimitBytes } from './api-listener.ts'

const headerLimitBytes = 16_384

/** Errors of the HTTP layer under the paths of Nest's controllers. */
const answerBrokenRequest = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  if (error.statusCode === undefined || error.statusCode >= 500) console.error(`${request.method} ${request.url} failed: ${error.message}`)
  reply.hijack()
  reply.raw.writeHead(error.statusCode ?? 500, { 'content-length': 0, connection: 'close' })
  reply.raw.end()
}

const isHttpError = (error: unknown): error is FastifyError =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('FST_')

type ErrorHandler = Parameters<FastifyInstance['setErrorHandler']>[0]

/** Errors of the HTTP layer itself are answered here; Nest gets what its controllers throw. */
class RawAdapter extends FastifyAdapter {
  override setErrorHandler(handler: ErrorHandler): ReturnType<FastifyAdapter['setErrorHandler']> {
    const instance = this.getInstance() as unknown as FastifyInstance
    return super.setErrorHandler((error: unknown, request, reply) => {
      if (!isHttpError(error)) return handler.call(instance, error, request as FastifyRequest, reply as FastifyReply)
      answerBrokenRequest(error, request as FastifyRequest, reply as FastifyReply)
      return undefined
    })
  }
}

type Listener = (message: IncomingMessage, response: ServerResponse) => void

export interface ServerOptions {
  /** Paths that begin so are for Nest's controllers; all others are API requests. */
  controllersBelow?: string
}

/**
 * A Nest application whose server hands API requests to the module's ApiListener, and to Nest's controllers what lies below
 * their path, with bodies as the bytes that arrived.
 */
export const createServer = async (module: unknown, { controllersBelow }: ServerOptions = {}): Promise<NestFastifyApplication> => {
  let api: ApiListener | undefined
  const createListening = (controllers: Listener): Server =>
    createHttpServer({ maxHeaderSize: headerLimitBytes, keepAliveTimeout: 65_000 }, (message, response) => {
      if (controllersBelow !== undefined && message.url?.startsWith(controllersBelow) === true) controllers(message, response)
      else api?.listen(message, response)
    })
  const adapter = new RawAdapter({
    bodyLimit: bodyLimitBytes,
    serverFactory: createListening as never,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 16_384 },
  })
  const application = await NestFactory.create<NestFastifyApplication>(module as never, adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  })
  const fastify = application.getHttpAdapter().getInstance() as unknown as FastifyInstance
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  api = application.get(ApiListener)
  return application
}
