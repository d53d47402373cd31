import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { EdgeContext } from '../context.ts'
import { AdminError } from './admin-error.ts'
import { type AdminRule, adminRefusal } from './admin-refusal.ts'

export const edgeContext = Symbol('EdgeContext')

/** Keeps strangers out of the admin API. */
@Injectable()
export class AdminGuard implements CanActivate {
  readonly #rule: AdminRule

  constructor(@Inject(edgeContext) context: EdgeContext) {
    const { adminToken, adminAddresses } = context.configuration
    this.#rule = { token: adminToken, addresses: adminAddresses }
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const { authorization, origin, host } = request.headers
    const remoteAddress = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    const refusal = adminRefusal({ remoteAddress, authorization, origin, host }, this.#rule)
    if (refusal !== undefined) throw new AdminError(403, refusal)
    return true
  }
}
