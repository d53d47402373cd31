import { Body, Controller, Delete, Get, Inject, Param, Put, Query, UseFilters, UseGuards } from '@nestjs/common'
import type { EdgeContext } from '../context.ts'
import { AdminExceptionFilter } from './admin-exception.filter.ts'
import { AdminGuard, edgeContext } from './admin.guard.ts'
import { jsonBody } from './json-body.ts'
import { getOrganization, setOrganization } from './organization-policies.ts'

/** The policies of the organization that an account is in. */
@Controller('_rolecall/accounts/:account/organization-policies')
@UseGuards(AdminGuard)
@UseFilters(AdminExceptionFilter)
export class OrganizationController {
  readonly #context: EdgeContext

  constructor(@Inject(edgeContext) context: EdgeContext) {
    this.#context = context
  }

  @Get()
  get(@Param('account') account: string, @Query('partition') partition?: string): Promise<object> {
    return getOrganization(this.#context, { account, partition })
  }

  @Put()
  put(@Param('account') account: string, @Body() body: unknown, @Query('partition') partition?: string): Promise<object> {
    return setOrganization(this.#context, { account, partition }, jsonBody(body))
  }

  @Delete()
  remove(@Param('account') account: string, @Query('partition') partition?: string): Promise<object> {
    return setOrganization(this.#context, { account, partition }, undefined)
  }
}
