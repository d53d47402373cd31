/**
 * IAM as a service to mount: users, groups, roles, policies, instance profiles, access keys.
 * It must not know HTTP, XML or the other services.
 */
export { iamService } from './iam-service.ts'
