import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { issueInstanceIdentity } from '@rolecall/credentials'
import { createTestWorld, testAccount, type TestWorld } from '@rolecall/testkit'
import { stsService } from '../sts-service.ts'

let world: TestWorld
let client: STSClient
const id = 'i-04b098f5de41d11e6'

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts_instance_identity' })
  const launchedAt = world.clock.now()
  const owner = { id, partition: 'aws', account: testAccount, region: 'us-east-1', vpcId: null, privateIp: null, launchedAt }
  const keys = await issueInstanceIdentity({ sealer: world.sealer, settings: { lifetimeSeconds: 3600 } }, owner, { delivery: '2.0', issuedAt: launchedAt })
  client = new STSClient(world.client(world.handler(stsService(world)), keys))
})
afterAll(() => world.close())

describe('the identity of an instance', () => {
  it('is told by STS', async () => {
    expect(await client.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: testAccount,
      Arn: `arn:aws:sts::${testAccount}:assumed-role/aws:ec2-instance/${id}`,
      UserId: `${testAccount}:aws:ec2-instance:${id}`,
    })
  })

  it('is nobody to any other operation', async () => {
    const refusal = { name: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.', $metadata: { httpStatusCode: 403 } }
    await expect(client.send(new GetSessionTokenCommand({}))).rejects.toMatchObject(refusal)
    const role = { RoleArn: `arn:aws:iam::${testAccount}:role/web`, RoleSessionName: 'one' }
    await expect(client.send(new AssumeRoleCommand(role))).rejects.toMatchObject(refusal)
  })

  it('ends', async () => {
    await world.advance(3600)
    await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'ExpiredToken' })
  })
})
