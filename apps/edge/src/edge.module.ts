import { type DynamicModule, Module } from '@nestjs/common'
import { ApiListener } from '@rolecall/pipeline'
import { AdminController } from './admin/admin.controller.ts'
import { AdminGuard, edgeContext } from './admin/admin.guard.ts'
import { OidcController } from './admin/oidc.controller.ts'
import { OrganizationController } from './admin/organization.controller.ts'
import type { EdgeContext } from './context.ts'
import { Router } from './routing/router.ts'

/** One endpoint for all services, and the admin API. */
@Module({})
export class EdgeModule {
  static over(context: EdgeContext): DynamicModule {
    return {
      module: EdgeModule,
      controllers: [AdminController, OidcController, OrganizationController],
      providers: [
        AdminGuard,
        { provide: edgeContext, useValue: context },
        { provide: ApiListener, useValue: new ApiListener(new Router(context.services, context.ids)) },
      ],
    }
  }
}
