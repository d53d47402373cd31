import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTestWorld, type TestCredentials, type TestWorld } from '@rolecall/testkit'
import { stsService } from './index.ts'
import { addRole, addUser } from '../test/test-people.ts'

let world: TestWorld
let as: (credentials: TestCredentials) => STS
let userId: string
let roleId: string

type Content = Parameters<TestWorld['sealer']['sealSession']>[0]

const session = async (content: Pick<Content, 'kind' | 'principalId'>): Promise<STS> => {
  const issuedAt = Math.floor(world.clock.nowMilliseconds() / 1000)
  return as(await world.sealer.sealSession({ partition: 'aws', account: '123456789012', name: 'session', issuedAt, expiresAt: issuedAt + 900, ...content }))
}

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts session callers' })
  const handler = world.handler(stsService(world.dependencies))
  as = (credentials) => new STS(world.client(handler, credentials) as never)
  const policy = { Effect: 'Allow', Action: '*', Resource: '*' }
  const anna = as(await addUser(world, { name: 'anna', policy }))
  userId = (await anna.getCallerIdentity({})).UserId ?? ''
  roleId = await addRole(world, { name: 'app', trust: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }, policy })
})
afterAll(() => world.close())

const assume = (sts: STS) => sts.assumeRole({ RoleArn: 'arn:aws:iam::123456789012:role/app', RoleSessionName: 'next' })
const info = (sts: STS) => sts.getAccessKeyInfo({ AccessKeyId: 'ASIAUNKNOWNUNKNOWN22' })
const refused = (operation: string) => ({ name: 'AccessDenied', message: `Cannot call ${operation} with session credentials` })

describe('temporary credentials at STS', () => {
  it('of a role call everything but GetSessionToken', async () => {
    const role = await session({ kind: 'role', principalId: roleId })
    await role.getCallerIdentity({})
    await assume(role)
    await info(role)
    await expect(role.getSessionToken({})).rejects.toMatchObject(refused('GetSessionToken'))
  })

  it('of GetSessionToken call AssumeRole and GetCallerIdentity alone', async () => {
    const user = await session({ kind: 'user', principalId: userId })
    await user.getCallerIdentity({})
    await assume(user)
    await expect(info(user)).rejects.toMatchObject(refused('GetAccessKeyInfo'))
    await expect(user.getSessionToken({})).rejects.toMatchObject(refused('GetSessionToken'))
  })

  it('of a federated user call GetCallerIdentity alone', async () => {
    const federated = await session({ kind: 'federated-user', principalId: userId })
    await federated.getCallerIdentity({})
    await expect(assume(federated)).rejects.toMatchObject(refused('AssumeRole'))
    await expect(info(federated)).rejects.toMatchObject(refused('GetAccessKeyInfo'))
    await expect(federated.getSessionToken({})).rejects.toMatchObject(refused('GetSessionToken'))
  })
})
