import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { AdminError } from './admin-error.ts'

const statusOf = (error: unknown): number => {
  if (error instanceof AdminError) return error.status
  return error instanceof HttpException ? error.getStatus() : 500
}

/** Answers refusals of the admin API as JSON; anything unexpected is logged and answered without detail. */
@Catch()
export class AdminExceptionFilter implements ExceptionFilter {
  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const reply = host.switchToHttp().getResponse<FastifyReply>()
    const status = statusOf(error)
    // What we refuse ourselves, such as what is not simulated, is no failure.
    const isUnexpected = status >= 500 && !(error instanceof AdminError)
    if (isUnexpected) console.error('The admin API failed:', error)
    const message = isUnexpected || !(error instanceof Error) ? 'The admin API failed; see the log.' : error.message
    await reply.status(status).send({ error: message })
  }
}
