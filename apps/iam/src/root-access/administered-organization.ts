import type { RootAccessRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { notAdministratingAccount, organizationNotFound } from './errors.ts'

/** An organization whose management account is known. */
export type ManagedOrganization = RootAccessRecord & { managementAccount: string }

const isManaged = (organization: RootAccessRecord): organization is ManagedOrganization => organization.managementAccount !== null

/** The organization that the caller's account administers, as its management account or as the delegated administrator. */
export const administeredOrganization = async ({ context, partition, account }: IamRequest): Promise<ManagedOrganization> => {
  const organization = await context.store.rootAccess.find({ partition, account })
  if (organization === undefined) throw organizationNotFound()
  const isAdministrator = organization.managementAccount === account || organization.isDelegatedAdministrator
  if (!isManaged(organization) || !isAdministrator) throw notAdministratingAccount()
  return organization
}
