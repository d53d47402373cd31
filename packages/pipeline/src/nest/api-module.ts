import { type DynamicModule, Module } from '@nestjs/common'
import type { ApiHandler } from '../api-handler.ts'
import { ApiController, apiHandler, edgeToken } from './api.controller.ts'

/** The Nest module of an API service: the one controller over the service's handler. */
@Module({})
export class ApiModule {
  static over(handler: ApiHandler, token?: string): DynamicModule {
    return {
      module: ApiModule,
      controllers: [ApiController],
      providers: [
        { provide: apiHandler, useValue: handler },
        { provide: edgeToken, useValue: token },
      ],
    }
  }
}
