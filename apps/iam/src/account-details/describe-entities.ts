import type { AttachedPolicyRecord, GroupRecord, InlinePolicyRecord, RoleRecord, UserRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import type { PolicyRecord } from '../entities/entities.ts'
import { groupAnswer } from '../groups/group.ts'
import { profileAnswer } from '../instance-profiles/instance-profile.ts'
import { boundaryIfAny, policyAnswer, versionAnswer } from '../policies/policy.ts'
import { encodeDocument } from '../policies/policy-documents.ts'
import { lastUsed, roleSummary } from '../roles/role.ts'
import { readableRoles } from '../roles/trust-policy.ts'
import { listedUser } from '../users/user.ts'
import type { Listed } from './sections.ts'

/** What speaks for entities, by their ids. */
interface PoliciesOf {
  inline: ReadonlyMap<string, InlinePolicyRecord[]>
  attached: ReadonlyMap<string, AttachedPolicyRecord[]>
}

const readPolicies = async (ids: string[], { context }: IamRequest): Promise<PoliciesOf> => {
  const [inline, attached] = await Promise.all([context.store.inlinePolicies.ofEntities(ids), context.store.attachments.ofEntities(ids)])
  return { inline, attached }
}

const inlineAnswers = (policies: readonly InlinePolicyRecord[] = []) =>
  policies.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: encodeDocument(document) }))

const attachedAnswers = (policies: readonly AttachedPolicyRecord[] = []) => policies.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn }))

const describeUsers = async (users: UserRecord[], { inline, attached }: PoliciesOf, { context }: IamRequest) => {
  const groups = await context.store.groups.ofUsers(users.map(({ id }) => id))
  return users.map((user) => {
    const { PasswordLastUsed: _, ...summary } = listedUser(user)
    const policies = inlineAnswers(inline.get(user.id))
    return {
      ...summary,
      // Of users alone the list is left out when there is nothing in it.
      ...(policies.length === 0 ? {} : { UserPolicyList: policies }),
      GroupList: (groups.get(user.id) ?? []).map(({ name }) => name),
      AttachedManagedPolicies: attachedAnswers(attached.get(user.id)),
      ...boundaryIfAny(user.boundaryArn),
      Tags: user.tags,
    }
  })
}

const describeGroups = (groups: GroupRecord[], { inline, attached }: PoliciesOf) =>
  groups.map((group) => ({
    ...groupAnswer(group),
    GroupPolicyList: inlineAnswers(inline.get(group.id)),
    AttachedManagedPolicies: attachedAnswers(attached.get(group.id)),
  }))

const describeRoles = async (roles: RoleRecord[], { inline, attached }: PoliciesOf, { context }: IamRequest) => {
  const profiles = await context.store.instanceProfiles.ofRoles(roles.map(({ id }) => id))
  return (await readableRoles(roles, context.store)).map((role) => ({
    ...roleSummary(role),
    InstanceProfileList: (profiles.get(role.id) ?? []).map((profile) => profileAnswer(profile, role)),
    RolePolicyList: inlineAnswers(inline.get(role.id)),
    AttachedManagedPolicies: attachedAnswers(attached.get(role.id)),
    ...boundaryIfAny(role.boundaryArn),
    Tags: role.tags,
    RoleLastUsed: lastUsed(role),
  }))
}

const describePolicies = async (policies: PolicyRecord[], { context }: IamRequest) => {
  const versions = await context.store.managedPolicies.versionsOf(policies)
  return policies.map((policy) => ({
    ...policyAnswer(policy),
    ...(policy.description === null ? {} : { Description: policy.description }),
    PolicyVersionList: (versions.get(policy.id) ?? []).map((version) => ({
      Document: encodeDocument(version.document),
      ...versionAnswer(policy, version),
    })),
  }))
}

/** The four lists of the answer; what belongs to their entities is read together. */
export const describeEntities = async (listed: readonly Listed[], request: IamRequest) => {
  const users = listed.flatMap((one) => (one.kind === 'user' ? [one.record] : []))
  const groups = listed.flatMap((one) => (one.kind === 'group' ? [one.record] : []))
  const roles = listed.flatMap((one) => (one.kind === 'role' ? [one.record] : []))
  const managed = listed.flatMap((one) => (one.kind === 'policy' ? [one.record] : []))
  const policies = await readPolicies([...users, ...groups, ...roles].map(({ id }) => id), request)
  return {
    UserDetailList: await describeUsers(users, policies, request),
    GroupDetailList: describeGroups(groups, policies),
    RoleDetailList: await describeRoles(roles, policies, request),
    Policies: await describePolicies(managed, request),
  }
}
