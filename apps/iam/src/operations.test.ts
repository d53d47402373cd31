import * as sdk from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { getService } from '@rolecall/models'
import { allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../test/iam-world.ts'
import { operations } from './operations.ts'

const names = operations.map((operation) => operation.handle.name)

// Enough for any operation; each takes what it knows.
const input = {
  AccessKeyId: 'AKIAUNKNOWNUNKNOWN22',
  ActionNames: ['iam:GetUser'],
  AssumeRolePolicyDocument: trustingEc2,
  ClientID: 'x',
  Description: 'd',
  GroupName: 'x',
  InstanceProfileName: 'x',
  OpenIDConnectProviderArn: 'arn:aws:iam::123456789012:oidc-provider/issuer.example',
  PermissionsBoundary: 'arn:aws:iam::123456789012:policy/x',
  PolicyArn: 'arn:aws:iam::123456789012:policy/x',
  PolicyDocument: allowingPolicy,
  PolicyInputList: [allowingPolicy],
  PolicyName: 'x',
  PolicySourceArn: 'arn:aws:iam::123456789012:user/x',
  RoleName: 'x',
  Status: 'Active',
  TagKeys: ['k'],
  Tags: [{ Key: 'k', Value: 'v' }],
  ThumbprintList: ['a'.repeat(40)],
  Url: 'https://issuer.example',
  UserName: 'x',
  VersionId: 'v1',
}

type Command = Parameters<sdk.IAM['send']>[0]

const commandOf = (name: string): Command => {
  const commands = new Map<string, unknown>(Object.entries(sdk))
  const Constructor = commands.get(`${name}Command`) as new (input: object) => Command
  return new Constructor(input)
}

describe('the list of operations', () => {
  it('names operations of the model, each once', () => {
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(getService('iam').operations.has(name)).toBe(true)
  })

  it('is in order', () => {
    const ordered = names.toSorted((one, other) => one.toLowerCase().localeCompare(other.toLowerCase(), 'en'))
    expect(names).toEqual(ordered)
  })
})

describe('a user without any policy', () => {
  let iam: IamWorld
  let stranger: sdk.IAM

  beforeAll(async () => {
    iam = await createIamWorld('operations')
    stranger = await iam.user('stranger')
  })
  afterAll(() => iam.close())

  it.each(names)('may not call %s', async (name) => {
    await expect(stranger.send(commandOf(name))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(
        new RegExp(`^User: arn:aws:iam::123456789012:user/stranger is not authorized to perform: iam:${name} on resource: .+ because no identity-based policy allows the iam:${name} action$`),
      ),
    })
  })
})
