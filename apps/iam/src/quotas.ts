import { ConfigurationError } from '@rolecall/pipeline'

/** What an account may have at most, under the names that AWS's refusals use. */
const defaultQuotas = {
  // AWS's own (5000, 300, 1000, 1000, 1500, 100, 100, 20) can be raised on request; a test account should not run into them.
  UsersPerAccount: Infinity,
  GroupsPerAccount: Infinity,
  RolesPerAccount: Infinity,
  InstanceProfilesPerAccount: Infinity,
  PoliciesPerAccount: Infinity,
  OpenIDConnectProvidersPerAccount: Infinity,
  SAMLProvidersPerAccount: Infinity,
  ServerCertificatesPerAccount: Infinity,
  PoliciesPerUser: 10,
  PoliciesPerGroup: 10,
  PoliciesPerRole: 10,
  GroupsPerUser: 10,
  AccessKeysPerUser: 2,
  MFADevicesPerUser: 8,
  CertificatesPerUser: 2,
  SSHPublicKeysPerUser: 5,
  /** And service. */
  ServiceSpecificCredentialsPerUser: 2,
  ClientIdsPerOpenIdConnectProvider: 100,
  /** Characters of a trust policy. */
  ACLSizePerRole: 2048,
  /** Characters of a managed policy. */
  PolicySize: 6144,
}

export type QuotaName = keyof typeof defaultQuotas
export type Quotas = Readonly<Record<QuotaName, number>>

const isQuotaName = (name: string): name is QuotaName => name in defaultQuotas

const parseQuota = (text: string): [QuotaName, number] => {
  const [name = '', value = ''] = text.split('=').map((part) => part.trim())
  if (!isQuotaName(name)) throw new ConfigurationError(`There is no IAM quota named "${name}".`)
  if (!/^\d+$/.test(value)) throw new ConfigurationError(`The IAM quota ${name} needs a number, not "${value}".`)
  return [name, Number(value)]
}

/** Reads `RolesPerAccount=5000,PoliciesPerRole=20`; quotas that are not named keep their defaults. */
export const parseQuotas = (text: string): Quotas => {
  const parts = text.split(',').filter((part) => part.trim() !== '')
  return { ...defaultQuotas, ...Object.fromEntries(parts.map(parseQuota)) }
}
