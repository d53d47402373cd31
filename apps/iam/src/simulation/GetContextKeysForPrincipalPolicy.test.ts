import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, documentOf, type IamWorld } from '../../test/iam-world.ts'

const account = '123456789012'
const when = (key: string) => documentOf({ ...allow('s3:*'), Condition: { StringEquals: { [key]: 'x' } } })

describe('GetContextKeysForPrincipalPolicy', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('context keys for principal policy')
    const { root } = iam
    await root.createPolicy({ PolicyName: 'managed', PolicyDocument: when('aws:managed') })
    await root.createPolicy({ PolicyName: 'boundary', PolicyDocument: when('aws:boundary') })
    await root.createUser({ UserName: 'ada', PermissionsBoundary: `arn:aws:iam::${account}:policy/boundary` })
    await root.putUserPolicy({ UserName: 'ada', PolicyName: 'own', PolicyDocument: when('aws:own') })
    await root.createGroup({ GroupName: 'readers' })
    await root.putGroupPolicy({ GroupName: 'readers', PolicyName: 'shared', PolicyDocument: when('aws:shared') })
    await root.attachGroupPolicy({ GroupName: 'readers', PolicyArn: `arn:aws:iam::${account}:policy/managed` })
    await root.addUserToGroup({ GroupName: 'readers', UserName: 'ada' })
  })
  afterAll(() => iam.close())

  it('lists the keys of every policy that the entity has, and of those given', async () => {
    const { ContextKeyNames } = await iam.root.getContextKeysForPrincipalPolicy({ PolicySourceArn: `arn:aws:iam::${account}:user/ada`, PolicyInputList: [when('aws:given'), when('AWS:own')] })
    expect(ContextKeyNames?.toSorted()).toEqual(['aws:boundary', 'aws:given', 'aws:managed', 'aws:own', 'aws:shared'])
    const group = await iam.root.getContextKeysForPrincipalPolicy({ PolicySourceArn: `arn:aws:iam::${account}:group/readers` })
    expect(group.ContextKeyNames?.toSorted()).toEqual(['aws:managed', 'aws:shared'])
  })

  it('refuses sources that it has not', async () => {
    await expect(iam.root.getContextKeysForPrincipalPolicy({ PolicySourceArn: `arn:aws:iam::${account}:role/nobody` })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
    })
    await expect(iam.root.getContextKeysForPrincipalPolicy({ PolicySourceArn: `arn:aws:iam::${account}:policy/managed` })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: `Invalid Entity Arn: arn:aws:iam::${account}:policy/managed does not clearly define entity type and name.`,
    })
  })
})
