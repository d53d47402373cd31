import { type DynamicModule, Module } from '@nestjs/common'
import type { ApiHandler } from '../api-handler.ts'
import { ApiListener } from './api-listener.ts'

/** The Nest module of an API service: the one listener over the service's handler. */
@Module({})
export class ApiModule {
  static over(handler: ApiHandler, edgeToken?: string): DynamicModule {
    return { module: ApiModule, providers: [{ provide: ApiListener, useValue: new ApiListener(handler, edgeToken) }] }
  }
}
