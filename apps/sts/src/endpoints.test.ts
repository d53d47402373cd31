import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTestWorld, type TestWorld } from '@rolecall/testkit'
import { stsService } from './index.ts'

let world: TestWorld
let callAt: (endpoint: string, region: string) => Promise<{ Arn?: string | undefined }>

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts endpoints' })
  const handler = world.handler(stsService(world.dependencies))
  callAt = (endpoint, region) => new STS({ ...world.client(handler), endpoint, region } as never).getCallerIdentity({})
})
afterAll(() => world.close())

const notValid = {
  name: 'SignatureDoesNotMatch',
  message: expect.stringMatching(/^Credential should be scoped to a valid region\. ?$/),
  $metadata: { httpStatusCode: 403 },
}

describe('a signature', () => {
  it.each([
    ['https://sts.amazonaws.com', 'us-east-1', 'eu-west-1'],
    ['https://sts.eu-west-1.amazonaws.com', 'eu-west-1', 'us-east-1'],
    ['https://sts-fips.us-east-2.amazonaws.com', 'us-east-2', 'us-east-1'],
    ['https://sts.eu-west-1.api.aws', 'eu-west-1', 'eu-west-2'],
    ['https://sts.cn-north-1.amazonaws.com.cn', 'cn-north-1', 'cn-northwest-1'],
    ['https://sts.us-gov-west-1.amazonaws.com', 'us-gov-west-1', 'us-east-1'],
  ])('at %s is for %s, not for %s', async (endpoint, region, other) => {
    expect((await callAt(endpoint, region)).Arn).toMatch(/^arn:aws(-cn|-us-gov)?:iam::123456789012:root$/)
    await expect(callAt(endpoint, other)).rejects.toMatchObject(notValid)
  })

  it('at a host that is not of AWS is for any region there is', async () => {
    for (const region of ['us-east-1', 'ap-south-1', 'cn-north-1']) await callAt('http://127.0.0.1:4566', region)
    await callAt('http://sts.eu-west-1.localhost:4566', 'us-east-1')
    await expect(callAt('http://127.0.0.1:4566', 'moon-west-1')).rejects.toMatchObject(notValid)
  })
})
