import { iam } from '@rolecall/models'
import type { EntityCounts } from '@rolecall/store'
import { iamOperation } from '../context.ts'
import type { Quotas } from '../quotas.ts'

/** What accounts cannot have yet, and limits that are the same everywhere. */
const fixedEntries = {
  AccountMFAEnabled: 0,
  GroupPolicySizeQuota: 5120,
  PolicyVersionsInUseQuota: 10_000,
  RolePolicySizeQuota: 10_240,
  UserPolicySizeQuota: 2048,
  VersionsPerPolicyQuota: 5,
}

const countEntries = (counts: EntityCounts) => ({
  AccountAccessKeysPresent: counts.rootAccessKeys > 0 ? 1 : 0,
  AccountPasswordPresent: counts.rootPasswords,
  AccountSigningCertificatesPresent: counts.rootSigningCertificates > 0 ? 1 : 0,
  GlobalEndpointTokenVersion: counts.globalEndpointTokenVersion,
  Groups: counts.groups,
  InstanceProfiles: counts.instanceProfiles,
  MFADevices: counts.mfaDevices,
  MFADevicesInUse: counts.mfaDevicesInUse,
  Policies: counts.policies,
  PolicyVersionsInUse: counts.policyVersions,
  Providers: counts.identityProviders,
  Roles: counts.roles,
  ServerCertificates: counts.serverCertificates,
  Users: counts.users,
})

// The counts of the summary are 32-bit integers.
const shown = (quota: number): number => Math.min(quota, 2_147_483_647)

const quotaEntries = (quotas: Quotas) => ({
  AccessKeysPerUserQuota: quotas.AccessKeysPerUser,
  AssumeRolePolicySizeQuota: quotas.ACLSizePerRole,
  AttachedPoliciesPerGroupQuota: quotas.PoliciesPerGroup,
  AttachedPoliciesPerRoleQuota: quotas.PoliciesPerRole,
  AttachedPoliciesPerUserQuota: quotas.PoliciesPerUser,
  GroupsPerUserQuota: quotas.GroupsPerUser,
  GroupsQuota: shown(quotas.GroupsPerAccount),
  InstanceProfilesQuota: shown(quotas.InstanceProfilesPerAccount),
  PoliciesQuota: shown(quotas.PoliciesPerAccount),
  PolicySizeQuota: quotas.PolicySize,
  RolesQuota: shown(quotas.RolesPerAccount),
  ServerCertificatesQuota: shown(quotas.ServerCertificatesPerAccount),
  SigningCertificatesPerUserQuota: quotas.CertificatesPerUser,
  UsersQuota: shown(quotas.UsersPerAccount),
})

export const GetAccountSummary = iamOperation(iam.GetAccountSummary, {
  access: () => [{ resource: '*' }],

  async run(_input, { context, partition, account }) {
    const counts = await context.store.accountSummary.count({ partition, account })
    return { SummaryMap: { ...fixedEntries, ...countEntries(counts), ...quotaEntries(context.quotas) } }
  },
})
