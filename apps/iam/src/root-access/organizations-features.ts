import { iam } from '@rolecall/models'
import type { RootAccessRecord } from '@rolecall/store'
import { type AnyHandle, familyOperation, iamOperation, type IamRequest } from '../context.ts'
import { administeredOrganization, type ManagedOrganization } from './administered-organization.ts'
import { notManagementAccount } from './errors.ts'

type Feature = 'RootCredentialsManagement' | 'RootSessions'

const shown = ({ organizationId, features }: RootAccessRecord) => ({ OrganizationId: organizationId, EnabledFeatures: features as Feature[] })

const change = async (organization: ManagedOrganization, { context, partition }: IamRequest, to: { feature: Feature; isEnabled: boolean }) => {
  const management = { partition, account: organization.managementAccount }
  await context.store.rootAccess.set(management, to.feature, to.isEnabled)
  return shown((await context.store.rootAccess.find(management)) ?? organization)
}

/** Only the management account itself enables what its delegated administrator then may use too. */
const enabling = (handle: AnyHandle, feature: Feature) =>
  familyOperation<object>(handle, {
    effect: 'write',
    access: () => [{ resource: '*' }],

    async run(_input, request) {
      const organization = await administeredOrganization(request)
      if (organization.managementAccount !== request.account) throw notManagementAccount()
      return change(organization, request, { feature, isEnabled: true })
    },
  })

/** Root sessions that were opened before go on to their end. */
const disabling = (handle: AnyHandle, feature: Feature) =>
  familyOperation<object>(handle, {
    effect: 'write',
    access: () => [{ resource: '*' }],
    run: async (_input, request) => change(await administeredOrganization(request), request, { feature, isEnabled: false }),
  })

export const EnableOrganizationsRootCredentialsManagement = enabling(iam.EnableOrganizationsRootCredentialsManagement, 'RootCredentialsManagement')
export const EnableOrganizationsRootSessions = enabling(iam.EnableOrganizationsRootSessions, 'RootSessions')
export const DisableOrganizationsRootCredentialsManagement = disabling(iam.DisableOrganizationsRootCredentialsManagement, 'RootCredentialsManagement')
export const DisableOrganizationsRootSessions = disabling(iam.DisableOrganizationsRootSessions, 'RootSessions')

export const ListOrganizationsFeatures = iamOperation(iam.ListOrganizationsFeatures, {
  access: () => [{ resource: '*' }],
  run: async (_input, request) => shown(await administeredOrganization(request)),
})
