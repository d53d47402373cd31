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

/** A Nest application on Fastify that hands over bodies as the bytes that arrived. */
export const createServer = async (module: unknown): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    http: { maxHeaderSize: headerLimitBytes },
    keepAliveTimeout: 65_000,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 16_384 },
  })
  const application = await NestFactory.create<NestFastifyApplication>(module as never, adapter, {
    logger: ['error', 'fatal'],
    bodyParser: false,
    abortOnError: false,
  })
  const fastify = application.getHttpAdapter().getInstance() as unknown as FastifyInstance
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  fastify.setErrorHandler(answerBrokenRequest)
  return application
}
