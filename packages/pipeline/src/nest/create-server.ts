import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

// AWS's limit for query services.
const bodyLimitBytes = 10_000_000
const headerLimitBytes = 16_384

/** Errors before the pipeline: AWS answers an over-long body with 413 and other broken HTTP with 400, both empty. */
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

/** A Nest application on Fastify that hands over bodies as the bytes that arrived. */
export const createServer = async (module: unknown): Promise<NestFastifyApplication> => {
  const adapter = new RawAdapter({
    bodyLimit: bodyLimitBytes,
    http: { maxHeaderSize: headerLimitBytes },
    keepAliveTimeout: 65_000,
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
  return application
}
