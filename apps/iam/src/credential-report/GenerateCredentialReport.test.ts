import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('GenerateCredentialReport')
})
afterAll(() => iam.close())

it('makes a report at most every four hours', async () => {
  const started = { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' }
  expect(await iam.root.generateCredentialReport({})).toMatchObject(started)
  const complete = await iam.root.generateCredentialReport({})
  expect(complete.State).toBe('COMPLETE')
  expect(complete).not.toHaveProperty('Description')
  await iam.advance(4 * 3600 - 60)
  expect((await iam.root.generateCredentialReport({})).State).toBe('COMPLETE')
  await iam.advance(60)
  expect(await iam.root.generateCredentialReport({})).toMatchObject(started)
})
