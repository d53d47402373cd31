import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { rootCredentials, type TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

let cloud: Cloud
let broker: TestCredentials

const policy = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const describing = policy({ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' })
const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' })

const federated = async (by: TestCredentials, input: object): Promise<TestCredentials> => {
  const { Credentials } = await cloud.sts(by).getFederationToken({ Name: 'bob', ...input })
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

const refused = (why: string) => ({ name: 'UnauthorizedOperation', message: expect.stringContaining(why) })

beforeAll(async () => {
  cloud = await createCloud('federated users')
  const own = policy(
    { Effect: 'Allow', Action: ['sts:GetFederationToken', 'sts:TagSession'], Resource: '*' },
    { Effect: 'Allow', Action: ['ec2:DescribeRegions', 'ec2:DescribeVpcs'], Resource: '*' },
  )
  broker = await cloud.user('broker', own)
})
afterAll(() => cloud.close())

describe('a federated user', () => {
  it('may do what both the session policy and its creator may', async () => {
    const user = cloud.ec2(await federated(broker, { Policy: describing }))
    await user.describeRegions({})
    await expect(user.describeSubnets({})).rejects.toMatchObject(refused('because no identity-based policy allows the ec2:DescribeSubnets action'))
    const narrow = cloud.ec2(await federated(broker, { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }] }))
    await expect(narrow.describeRegions({})).rejects.toMatchObject(refused('because no session policy allows the ec2:DescribeRegions action'))
  })

  it('may do nothing without a session policy', async () => {
    await expect(cloud.ec2(await federated(broker, {})).describeRegions({})).rejects.toMatchObject(refused('ec2:DescribeRegions'))
  })

  it('of root may do all that its session policy allows', async () => {
    const user = cloud.ec2(await federated(rootCredentials, { Policy: describing }))
    await user.describeSubnets({})
    await expect(user.createKeyPair({ KeyName: 'x' })).rejects.toMatchObject(refused('because no session policy allows the ec2:CreateKeyPair action'))
  })

  it('has the tags of its session', async () => {
    const Policy = policy({ Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } })
    await cloud.ec2(await federated(broker, { Policy, Tags: [{ Key: 'team', Value: 'a' }] })).describeVpcs({})
    await expect(cloud.ec2(await federated(broker, { Policy, Tags: [{ Key: 'team', Value: 'b' }] })).describeVpcs({})).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
    })
  })

  it('never reaches IAM', async () => {
    const answer = await cloud.call('iam', 'ListUsers', await federated(rootCredentials, { Policy: everything }))
    expect(answer).toEqual({ code: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.' })
  })
})
