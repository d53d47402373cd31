import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, documentOf, type IamWorld } from '../../test/iam-world.ts'

describe('GetContextKeysForCustomPolicy', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('context keys for custom policy')
  })
  afterAll(() => iam.close())

  it('lists each key of conditions and variables once, as it is written', async () => {
    const PolicyInputList = [
      documentOf({ ...allow('s3:*', "arn:aws:s3:::${aws:username, 'nobody'}/${*}"), Condition: { DateGreaterThan: { 'aws:CurrentTime': '2015-07-16T12:00:00Z' } } }),
      documentOf({ ...allow('*'), Condition: { StringLike: { 'AWS:Username': 'a*', 'aws:PrincipalTag/team': '${aws:ResourceTag/team}' } } }),
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:userid}"}}',
    ]
    await expect(iam.root.getContextKeysForCustomPolicy({ PolicyInputList })).resolves.toMatchObject({
      ContextKeyNames: ['aws:CurrentTime', 'aws:username', 'aws:PrincipalTag/team', 'aws:ResourceTag/team'],
    })
    await expect(iam.root.getContextKeysForCustomPolicy({ PolicyInputList: [documentOf(allow('*'))] })).resolves.toMatchObject({ ContextKeyNames: [] })
  })

  it('refuses what is no policy', async () => {
    await expect(iam.root.getContextKeysForCustomPolicy({ PolicyInputList: ['{'] })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'Policy input list item 1 has invalid content',
    })
  })
})
