/**
 * IAM as a service to mount: users, groups, roles, policies, instance profiles, access keys.
 * It must not know HTTP, XML or the other services.
 */
export type { IamContext } from './context.ts'
export { iamService } from './service.ts'
export { defaultQuotas, parseQuotas, type Quotas } from './quotas.ts'
