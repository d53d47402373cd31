import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Put, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common'
import { IdentitySigner } from '@rolecall/credentials'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { EdgeContext } from '../context.ts'
import { AdminExceptionFilter } from './admin-exception.filter.ts'
import { AdminGuard, edgeContext } from './admin.guard.ts'
import { getEvent, listEvents, readEventFilter, streamEvents } from './events.ts'
import { generateRolePolicy } from './generated-policy.ts'
import { injectEvent } from './inject-event.ts'
import { getInstance, listInstances, setAddresses } from './instances.ts'
import { clockView, newOffset } from './move-clock.ts'
import { jsonBody } from './json-body.ts'
import { resetState } from './reset-state.ts'
import { showHealth, showMetrics, showStatus } from './status.ts'

/** The admin API under `/_rolecall`. */
@Controller('_rolecall')
@UseGuards(AdminGuard)
@UseFilters(AdminExceptionFilter)
export class AdminController {
  readonly #context: EdgeContext
  readonly #signer: IdentitySigner

  constructor(@Inject(edgeContext) context: EdgeContext) {
    this.#context = context
    this.#signer = new IdentitySigner(context)
  }

  @Get('health')
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const health = await showHealth(this.#context)
    reply.status(health.status === 'ok' ? 200 : 503)
    return health
  }

  @Get('status')
  status(): Promise<object> {
    return showStatus(this.#context)
  }

  @Get('metrics')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const text = showMetrics(await showStatus(this.#context))
    await reply.status(200).header('content-type', 'text/plain; version=0.0.4; charset=utf-8').send(text)
  }

  @Post('sealing-keys')
  async rotateSealingKey(): Promise<object> {
    return { keyId: await this.#context.rotateSealingKey() }
  }

  /** One certificate for every region. */
  @Get('identity-certificate')
  async identityCertificate(@Res() reply: FastifyReply): Promise<void> {
    await reply.status(200).header('content-type', 'application/x-pem-file').send(await this.#signer.certificate())
  }

  @Post('reset')
  @HttpCode(200)
  async reset(@Query('account') account?: string): Promise<object> {
    await resetState(this.#context, account)
    return { status: 'ok' }
  }

  @Get('clock')
  async clock(): Promise<object> {
    const { offsetMilliseconds } = await this.#context.store.settings.get()
    this.#context.clock.setOffset(offsetMilliseconds)
    return clockView(this.#context.clock)
  }

  @Post('clock')
  @HttpCode(200)
  async moveClock(@Body() body: unknown): Promise<object> {
    const { store, clock } = this.#context
    clock.setOffset((await store.settings.get()).offsetMilliseconds)
    const offset = newOffset(jsonBody(body), clock)
    await store.settings.setOffset(offset)
    clock.setOffset(offset)
    await this.#context.runDue()
    return clockView(clock)
  }

  @Get('instances')
  instances(): Promise<object> {
    return listInstances(this.#context)
  }

  @Get('instances/:id')
  instance(@Param('id') id: string): Promise<object> {
    return getInstance(this.#context, id)
  }

  @Put('instances/:id/addresses')
  addresses(@Param('id') id: string, @Body() body: unknown): Promise<object> {
    return setAddresses(this.#context, id, jsonBody(body))
  }

  @Post('instances/:id/events')
  @HttpCode(200)
  inject(@Param('id') id: string, @Body() body: unknown): Promise<object> {
    return injectEvent(this.#context, id, jsonBody(body))
  }

  @Get('roles/:name/generated-policy')
  async generatedPolicy(@Param('name') name: string, @Query() query: Record<string, string>): Promise<object> {
    await this.#context.requestLog.flush()
    return generateRolePolicy(this.#context, name, query)
  }

  // eslint-disable-next-line max-params -- each is a decorated part of the request that Nest injects
  @Get('events')
  async events(
    @Query() query: Record<string, string>,
    @Headers('accept') accept: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#context.requestLog.flush()
    const filter = readEventFilter(query)
    if (accept?.includes('text/event-stream') === true) {
      reply.hijack()
      await streamEvents(this.#context.store, filter, { request: request.raw, response: reply.raw })
      return
    }
    await reply.status(200).send(await listEvents(this.#context.store, filter))
  }

  @Get('events/:requestId')
  async event(@Param('requestId') requestId: string): Promise<object> {
    await this.#context.requestLog.flush()
    return getEvent(this.#context.store, requestId)
  }
}
