import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, UseFilters, UseGuards } from '@nestjs/common'
import type { EdgeContext } from '../context.ts'
import { AdminExceptionFilter } from './admin-exception.filter.ts'
import { AdminGuard, edgeContext } from './admin.guard.ts'
import { jsonBody } from './json-body.ts'
import { configureIssuer, describeIssuer, issuerKeys, listIssuers, mintToken, removeIssuer, rotateKeys } from './oidc-issuers.ts'

/** OpenID Connect issuers of our own. What verifiers read is open to all, what signs to admins alone. */
@Controller('_rolecall/oidc')
@UseFilters(AdminExceptionFilter)
export class OidcController {
  readonly #context: EdgeContext

  constructor(@Inject(edgeContext) context: EdgeContext) {
    this.#context = context
  }

  @Get(':name/.well-known/openid-configuration')
  configuration(@Param('name') name: string, @Headers('host') host: string | undefined): Promise<object> {
    return describeIssuer(this.#context, name, host)
  }

  @Get(':name/jwks')
  keys(@Param('name') name: string): Promise<object> {
    return issuerKeys(this.#context, name)
  }

  @Get()
  @UseGuards(AdminGuard)
  list(@Headers('host') host: string | undefined): Promise<object> {
    return listIssuers(this.#context, host)
  }

  @Delete(':name')
  @UseGuards(AdminGuard)
  remove(@Param('name') name: string): Promise<object> {
    return removeIssuer(this.#context, name)
  }

  @Put(':name')
  @UseGuards(AdminGuard)
  configure(@Param('name') name: string, @Headers('host') host: string | undefined, @Body() body: unknown): Promise<object> {
    return configureIssuer(this.#context, name, { body: jsonBody(body), host })
  }

  @Post(':name/token')
  @HttpCode(200)
  @UseGuards(AdminGuard)
  token(@Param('name') name: string, @Headers('host') host: string | undefined, @Body() body: unknown): Promise<object> {
    return mintToken(this.#context, name, { body: jsonBody(body), host })
  }

  @Post(':name/rotate')
  @HttpCode(200)
  @UseGuards(AdminGuard)
  rotate(@Param('name') name: string, @Body() body: unknown): Promise<object> {
    return rotateKeys(this.#context, name, jsonBody(body))
  }
}
