import { iamArn } from '@rolecall/ids'
import type { RoleRecord } from '@rolecall/store'
import { boundaryIfAny } from '../policies/policy.ts'
import { encodeDocument } from '../policies/policy-documents.ts'
import { tagsIfAny } from '../tags/tags.ts'

/** A role whose trust policy names principals by ARN, as answers show it. */
export type ReadableRole = Omit<RoleRecord, 'trustPolicy'> & { readableTrustPolicy: string }

const roleArn = (role: ReadableRole): string =>
  iamArn(role.partition, role.account, { type: 'role', path: role.path, name: role.name })

/** A role as instance profiles show theirs; every other form adds to it. */
export const roleSummary = (role: ReadableRole) => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: roleArn(role),
  CreateDate: role.createdAt,
  AssumeRolePolicyDocument: encodeDocument(role.readableTrustPolicy),
})

/** CreateRole tells neither the description nor the session length, not even what was given. */
export const createdRole = (role: ReadableRole) => ({ ...roleSummary(role), ...tagsIfAny(role.tags), ...boundaryIfAny(role.boundaryArn) })

/** A role as ListRoles shows it. */
export const listedRole = (role: ReadableRole) => ({
  ...roleSummary(role),
  ...(role.description === null ? {} : { Description: role.description }),
  MaxSessionDuration: role.maxSessionSeconds,
})

/** Empty if it never was. */
export const lastUsed = (role: ReadableRole): { LastUsedDate?: Date; Region?: string } =>
  role.lastUsedAt === null ? {} : { LastUsedDate: role.lastUsedAt, ...(role.lastUsedRegion === null ? {} : { Region: role.lastUsedRegion }) }

/** A role with all that is known of it; RoleLastUsed is there even if it never was used. */
export const fullRole = (role: ReadableRole) => ({
  ...listedRole(role),
  ...tagsIfAny(role.tags),
  ...boundaryIfAny(role.boundaryArn),
  RoleLastUsed: lastUsed(role),
})
