import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('SetSecurityTokenServicePreferences')
})
afterAll(() => iam.close())

it('is told by the summary of the account', async () => {
  const version = async (): Promise<number | undefined> => (await iam.root.getAccountSummary({})).SummaryMap?.['GlobalEndpointTokenVersion']
  expect(await version()).toBe(1)
  await iam.root.setSecurityTokenServicePreferences({ GlobalEndpointTokenVersion: 'v2Token' })
  expect(await version()).toBe(2)
  const other = iam.as({ accessKeyId: '111122223333', secretAccessKey: 'test' })
  expect((await other.getAccountSummary({})).SummaryMap?.['GlobalEndpointTokenVersion']).toBe(1)
  await iam.root.setSecurityTokenServicePreferences({ GlobalEndpointTokenVersion: 'v1Token' })
  expect(await version()).toBe(1)
})

it('knows two versions', async () => {
  await expect(iam.root.setSecurityTokenServicePreferences({ GlobalEndpointTokenVersion: 'v3Token' as never })).rejects.toMatchObject({
    name: 'ValidationError',
    message: "1 validation error detected: Value at 'globalEndpointTokenVersion' failed to satisfy constraint: Member must satisfy enum value set",
    $metadata: { httpStatusCode: 400 },
  })
})
