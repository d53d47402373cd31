import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('ListAccountAliases')
})
afterAll(() => iam.close())

it('lists no alias', async () => {
  expect(await iam.root.listAccountAliases({})).toMatchObject({ AccountAliases: [], IsTruncated: false })
})
