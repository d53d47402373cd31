/**
 * The life of one API request: identify, authenticate, read, authorize, run, write.
 * It knows no single operation; Nest appears in nest/ only.
 */
export * from './api-handler.ts'
export type { AuthorizationMessage } from './authorization-message.ts'
export { requestTagKeys, resourceTagKeys } from './condition-keys.ts'
export * from './config.ts'
export * from './create-dependencies.ts'
export * from './dependencies.ts'
export { explainEvent, type StoredEvent, summarizeEvent } from './event-views.ts'
export { KnownAllows } from './known-allows.ts'
export * from './operation.ts'
export * from './request-log.ts'
export { effectOf } from './steps/run.ts'
export { ApiListener } from './nest/api-listener.ts'
export { ApiModule } from './nest/api-module.ts'
export { createServer } from './nest/create-server.ts'
export { failStart, serve } from './nest/serve.ts'
