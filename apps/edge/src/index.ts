/**
 * The edge: one endpoint for all services, and the admin API.
 * It must not know what the services do, only how to reach them.
 */
export type { EdgeConfiguration, EdgeContext } from './context.ts'
export { generateRolePolicy } from './admin/generated-policy.ts'
export { rotationHealth } from './admin/rotation-health.ts'
export { EdgeModule } from './edge.module.ts'
export { notSimulated } from './not-simulated.ts'
export { version } from './version.ts'
