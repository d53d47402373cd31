import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTestWorld, type TestWorld } from '@rolecall/testkit'
import { ec2Service } from './index.ts'

let world: TestWorld
let answer: (query: string) => Promise<{ status: number; body: string }>

beforeAll(async () => {
  world = await createTestWorld({ name: 'ec2 actions' })
  const handler = world.handler(ec2Service({ ids: world.ids, stateDelaySeconds: 0 }))
  answer = async (query) => {
    const call = { method: 'GET', target: `/?${query}`, headers: [['host', 'ec2.localhost']] as [string, string][], body: new Uint8Array() }
    const { status, body } = await handler.handle({ ...call, remoteAddress: '127.0.0.1', isSecure: false })
    return { status, body: String(body) }
  }
})
afterAll(() => world.close())

describe('EC2 refuses', () => {
  it.each([
    ['Action=DescribeStars&Version=2016-11-15', 'InvalidAction', 'The action DescribeStars is not valid for this web service.'],
    ['Action=DescribeInstances&Version=2031-01-01', 'NoSuchVersion', 'The requested version (2031-01-01) of service AmazonEC2 does not exist'],
    ['Action=DescribeInstances', 'MissingParameter', 'The request must contain the parameter Version'],
  ])('%s with %s', async (query, code, message) => {
    const { status, body } = await answer(query)
    expect(status).toBe(400)
    expect(body).toContain(`<Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors>`)
  })
})
