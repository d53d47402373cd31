import { iamArn } from '@rolecall/ids'
import type { InstanceProfileRecord, Store } from '@rolecall/store'
import { type ReadableRole, roleSummary } from '../roles/role.ts'
import { readableRoles } from '../roles/trust-policy.ts'

/** An instance profile as lists show it; GetInstanceProfile adds its tags. */
export const profileAnswer = (profile: InstanceProfileRecord, role: ReadableRole | undefined) => ({
  Path: profile.path,
  InstanceProfileName: profile.name,
  InstanceProfileId: profile.id,
  Arn: iamArn(profile.partition, profile.account, { type: 'instance-profile', path: profile.path, name: profile.name }),
  CreateDate: profile.createdAt,
  Roles: role === undefined ? [] : [roleSummary(role)],
})

/** Many profiles with their roles, which are read together. */
export const profileAnswers = async (profiles: InstanceProfileRecord[], store: Store): Promise<ReturnType<typeof profileAnswer>[]> => {
  const roleIds = new Set(profiles.flatMap((profile) => profile.roleId ?? []))
  const roles = await readableRoles(await store.roles.findMany([...roleIds]), store)
  const byId = new Map(roles.map((role) => [role.id, role]))
  return profiles.map((profile) => profileAnswer(profile, byId.get(profile.roleId ?? '')))
}
