import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('GetAccountSummary', { RolesPerAccount: 5000 })
})
afterAll(() => iam.close())

it('counts what there is beside the limits', async () => {
  await iam.root.createUser({ UserName: 'anna' })
  await iam.root.createPolicy({ PolicyName: 'p', PolicyDocument: allowingPolicy })
  const { SummaryMap } = await iam.root.getAccountSummary({})
  expect(SummaryMap).toMatchObject({ Users: 1, Roles: 0, RolesQuota: 5000, Policies: 1, PolicyVersionsInUse: 1, PolicySizeQuota: 6144 })
})

it('has no resource to be limited to', async () => {
  const limited = await iam.user('limited', allow('iam:GetAccountSummary', 'arn:aws:iam::123456789012:*'))
  await expect(limited.getAccountSummary({})).rejects.toMatchObject({ name: 'AccessDenied' })
  const free = await iam.user('free', allow('iam:GetAccountSummary'))
  await free.getAccountSummary({})
})
