import type { IAM } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const organizationId = 'o-exampleorg1'
const everything = { serviceControlPolicies: [], resourceControlPolicies: [] }

let iam: IamWorld

const rootOf = (account: string): IAM => iam.as({ accessKeyId: account, secretAccessKey: 'test' })

const join = (account: string, organization: object | undefined): Promise<void> =>
  iam.store.transaction(async ({ accounts }) => {
    const key = { partition: 'aws', account }
    await accounts.ensure(key, iam.clock.now())
    await accounts.setOrganization(key, organization && { organizationId, isManagementAccount: false, ...everything, ...organization })
  })

const management = '111111111111'
const delegated = '222222222222'
const member = '333333333333'

beforeAll(async () => {
  iam = await createIamWorld('organizations features')
  await join(management, { isManagementAccount: true })
  await join(delegated, { isDelegatedAdministrator: true })
  await join(member, {})
})
afterAll(() => iam.close())

const notAdministrating = {
  name: 'AccountNotManagementOrDelegatedAdministratorException',
  message:
    'The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.',
  $metadata: { httpStatusCode: 400 },
}
const notFound = {
  name: 'OrganizationNotFoundException',
  message: 'The request was rejected because no organization is associated with your account.',
  $metadata: { httpStatusCode: 400 },
}

describe('centralized root access', () => {
  it('is enabled and disabled feature by feature, each as often as one likes', async () => {
    const root = rootOf(management)
    expect(await root.listOrganizationsFeatures({})).toMatchObject({ OrganizationId: organizationId, EnabledFeatures: [] })
    expect(await root.enableOrganizationsRootSessions({})).toMatchObject({ OrganizationId: organizationId, EnabledFeatures: ['RootSessions'] })
    const both = { OrganizationId: organizationId, EnabledFeatures: ['RootCredentialsManagement', 'RootSessions'] }
    for (let times = 0; times < 2; times += 1) expect(await root.enableOrganizationsRootCredentialsManagement({})).toMatchObject(both)
    expect(await root.listOrganizationsFeatures({})).toMatchObject(both)
    for (let times = 0; times < 2; times += 1) {
      expect(await root.disableOrganizationsRootSessions({})).toMatchObject({ EnabledFeatures: ['RootCredentialsManagement'] })
    }
    expect(await root.disableOrganizationsRootCredentialsManagement({})).toMatchObject({ EnabledFeatures: [] })
  })

  it('is enabled by the management account alone, and disabled and listed by its delegated administrator too', async () => {
    await rootOf(management).enableOrganizationsRootSessions({})
    const administrator = rootOf(delegated)
    await expect(administrator.enableOrganizationsRootCredentialsManagement({})).rejects.toMatchObject({
      name: 'CallerIsNotManagementAccountException',
      message: 'The request was rejected because the account making the request is not the management account for the organization.',
      $metadata: { httpStatusCode: 400 },
    })
    expect(await administrator.listOrganizationsFeatures({})).toMatchObject({ EnabledFeatures: ['RootSessions'] })
    expect(await administrator.disableOrganizationsRootSessions({})).toMatchObject({ EnabledFeatures: [] })
    expect(await rootOf(management).listOrganizationsFeatures({})).toMatchObject({ EnabledFeatures: [] })
  })

  it('is not for members', async () => {
    const root = rootOf(member)
    for (const call of [() => root.listOrganizationsFeatures({}), () => root.enableOrganizationsRootSessions({}), () => root.disableOrganizationsRootSessions({})]) {
      await expect(call()).rejects.toMatchObject(notAdministrating)
    }
  })

  it('needs an organization, with an id by which accounts can be its members', async () => {
    await expect(iam.root.listOrganizationsFeatures({})).rejects.toMatchObject(notFound)
    await join('444444444444', { organizationId: null, isManagementAccount: true })
    await expect(rootOf('444444444444').enableOrganizationsRootSessions({})).rejects.toMatchObject(notFound)
  })

  it('ends with the organization', async () => {
    await rootOf(management).enableOrganizationsRootSessions({})
    await join(management, undefined)
    await join(management, { isManagementAccount: true })
    expect(await rootOf(management).listOrganizationsFeatures({})).toMatchObject({ EnabledFeatures: [] })
  })
})
