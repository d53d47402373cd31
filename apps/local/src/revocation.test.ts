import { createImds, type Imds } from '@rolecall/app-imds'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { rootCredentials, type TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

let cloud: Cloud
let user: TestCredentials

const policy = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
const trust = policy({ Effect: 'Allow', Principal: { AWS: '*', Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })

/** As the console's button does it. */
const revoke = async (RoleName: string): Promise<void> => {
  const Condition = { DateLessThan: { 'aws:TokenIssueTime': cloud.world.clock.now().toISOString() } }
  const PolicyDocument = policy({ Effect: 'Deny', Action: ['*'], Resource: ['*'], Condition })
  await cloud.root.putRolePolicy({ RoleName, PolicyName: 'AWSRevokeOlderSessions', PolicyDocument })
}

const assume = async (role: string, by = user): Promise<TestCredentials> => {
  const { Credentials } = await cloud.sts(by).assumeRole({ RoleArn: `arn:aws:iam::123456789012:role/${role}`, RoleSessionName: 'session' })
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

const makeRole = async (RoleName: string): Promise<void> => {
  await cloud.root.createRole({ RoleName, AssumeRolePolicyDocument: trust })
  await cloud.root.putRolePolicy({ RoleName, PolicyName: 'all', PolicyDocument: everything })
}

beforeAll(async () => {
  cloud = await createCloud('revocation')
  user = await cloud.user('user', everything)
})
afterAll(() => cloud.close())

const revoked = (role: string, session: string) => ({
  name: 'AccessDenied',
  message: expect.stringContaining(`User: arn:aws:sts::123456789012:assumed-role/${role}/${session} is not authorized to perform: iam:ListUsers`),
})
const gone = { name: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.', $metadata: { httpStatusCode: 403 } }

describe('the sessions of a role', () => {
  it('that were issued before a time are revoked by the next call, and later ones are not', async () => {
    await makeRole('revoked')
    const old = await assume('revoked')
    await cloud.iam(old).listUsers({})
    await cloud.world.advance(5)
    await revoke('revoked')
    await expect(cloud.iam(old).listUsers({})).rejects.toMatchObject(revoked('revoked', 'session'))
    await expect(cloud.ec2(old).describeVpcs({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: expect.stringContaining('with an explicit deny in an identity-based policy') })
    // Nothing is asked of policies here.
    await cloud.sts(old).getCallerIdentity({})
    await cloud.world.advance(5)
    await cloud.iam(await assume('revoked')).listUsers({})
    await cloud.root.deleteRolePolicy({ RoleName: 'revoked', PolicyName: 'AWSRevokeOlderSessions' })
    await cloud.iam(old).listUsers({})
  })

  it('that instances were given are revoked as well, until the instance gets new ones', async () => {
    await makeRole('launched')
    await cloud.root.createInstanceProfile({ InstanceProfileName: 'launched' })
    await cloud.root.addRoleToInstanceProfile({ InstanceProfileName: 'launched', RoleName: 'launched' })
    const imds: Imds = await createImds({ ...cloud.world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 0 } })
    const port = await imds.listen(0, '127.0.0.1')
    const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
    const { Instances } = await cloud.ec2(rootCredentials).runInstances({ ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, IamInstanceProfile: { Name: 'launched' }, MetadataOptions: { HttpTokens: 'optional' } })
    const id = Instances?.[0]?.InstanceId ?? ''
    const read = async (): Promise<TestCredentials> => {
      const answer = await fetch(`http://127.0.0.1:${port}/instances/${id}/latest/meta-data/iam/security-credentials/launched`)
      const { AccessKeyId = '', SecretAccessKey = '', Token = '' } = (await answer.json()) as Record<string, string>
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token }
    }
    const old = await read()
    await cloud.iam(old).listUsers({})
    await cloud.world.advance(60)
    await revoke('launched')
    await expect(cloud.iam(old).listUsers({})).rejects.toMatchObject(revoked('launched', id))
    await cloud.world.advance(3 * 3600)
    await cloud.iam(await read()).listUsers({})
    await expect(cloud.iam(old).listUsers({})).rejects.toMatchObject(revoked('launched', id))
    await imds.close()
  })

  it('end with the role, also when one of the same name is made anew', async () => {
    await makeRole('again')
    const old = await assume('again')
    const { Role: first } = await cloud.root.getRole({ RoleName: 'again' })
    await cloud.root.deleteRolePolicy({ RoleName: 'again', PolicyName: 'all' })
    await cloud.root.deleteRole({ RoleName: 'again' })
    await expect(cloud.sts(old).getCallerIdentity({})).rejects.toMatchObject(gone)
    await makeRole('again')
    await expect(cloud.sts(old).getCallerIdentity({})).rejects.toMatchObject(gone)
    await expect(cloud.iam(old).listUsers({})).rejects.toMatchObject(gone)
    await expect(cloud.sts({ ...old, secretAccessKey: 'wrong' }).getCallerIdentity({})).rejects.toMatchObject(gone)
    const { Role: second } = await cloud.root.getRole({ RoleName: 'again' })
    expect(second).toMatchObject({ Arn: first?.Arn })
    expect(second?.RoleId).not.toBe(first?.RoleId)
    await cloud.iam(await assume('again')).listUsers({})
  })

  it('outlive the user who assumed the role, its keys and its trust', async () => {
    await makeRole('lasting')
    const leaver = await cloud.user('leaver', everything)
    const session = await assume('lasting', leaver)
    await cloud.root.updateAccessKey({ UserName: 'leaver', AccessKeyId: leaver.accessKeyId, Status: 'Inactive' })
    await cloud.iam(session).listUsers({})
    await cloud.root.updateAssumeRolePolicy({ RoleName: 'lasting', PolicyDocument: policy({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }) })
    await cloud.iam(session).listUsers({})
    await cloud.root.deleteAccessKey({ UserName: 'leaver', AccessKeyId: leaver.accessKeyId })
    await cloud.root.deleteUserPolicy({ UserName: 'leaver', PolicyName: 'own' })
    await cloud.root.deleteUser({ UserName: 'leaver' })
    await cloud.iam(session).listUsers({})
  })

  it('answer that they are expired rather than that their role is gone', async () => {
    await makeRole('late')
    const old = await assume('late')
    await cloud.root.deleteRolePolicy({ RoleName: 'late', PolicyName: 'all' })
    await cloud.root.deleteRole({ RoleName: 'late' })
    await cloud.world.advance(3601)
    await expect(cloud.sts(old).getCallerIdentity({})).rejects.toMatchObject({ name: 'ExpiredToken', message: 'The security token included in the request is expired' })
    // What a token says is looked at before the signature.
    await expect(cloud.sts({ ...old, secretAccessKey: 'wrong' }).getCallerIdentity({})).rejects.toMatchObject({ name: 'ExpiredToken' })
  })
})
