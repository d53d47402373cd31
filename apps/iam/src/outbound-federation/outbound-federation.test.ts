import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('outbound federation')
})
afterAll(() => iam.close())

const disabled = { name: 'FeatureDisabledException', message: 'Outbound web identity federation is disabled for this account.', $metadata: { httpStatusCode: 404 } }
const enabled = { name: 'FeatureEnabledException', message: 'Outbound web identity federation is already enabled for this account.', $metadata: { httpStatusCode: 409 } }

describe('outbound web identity federation', () => {
  it('is disabled until the account enables it', async () => {
    await expect(iam.root.getOutboundWebIdentityFederationInfo({})).rejects.toMatchObject(disabled)
    await expect(iam.root.disableOutboundWebIdentityFederation({})).rejects.toMatchObject(disabled)
  })

  it('gets an issuer of its own, which stays when it is disabled and enabled again', async () => {
    const { IssuerIdentifier } = await iam.root.enableOutboundWebIdentityFederation({})
    expect(IssuerIdentifier).toMatch(/^https:\/\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tokens\.sts\.global\.api\.aws$/)
    expect(await iam.root.getOutboundWebIdentityFederationInfo({})).toMatchObject({ IssuerIdentifier, JwtVendingEnabled: true })
    await expect(iam.root.enableOutboundWebIdentityFederation({})).rejects.toMatchObject(enabled)
    await iam.root.disableOutboundWebIdentityFederation({})
    await expect(iam.root.getOutboundWebIdentityFederationInfo({})).rejects.toMatchObject(disabled)
    expect(await iam.root.enableOutboundWebIdentityFederation({})).toMatchObject({ IssuerIdentifier })
  })
})
