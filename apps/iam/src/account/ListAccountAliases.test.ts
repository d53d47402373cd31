import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('ListAccountAliases')
})
afterAll(() => iam.close())

it('lists no alias, or the one that there is', async () => {
  expect(await iam.root.listAccountAliases({})).toMatchObject({ AccountAliases: [], IsTruncated: false })
  await iam.root.createAccountAlias({ AccountAlias: 'example' })
  expect(await iam.root.listAccountAliases({ MaxItems: 1 })).toMatchObject({ AccountAliases: ['example'], IsTruncated: false })
})
