import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { getService, type Service } from '@rolecall/models'
import type { ApiResponse } from '@rolecall/protocol'
import fc from 'fast-check'
import { type Cloud, createCloud } from '../test/cloud.ts'
import { exampleCommand, type ExampleService } from '../test/example-calls.ts'
import { hostileParameters, type Pair } from '../test/hostile-forms.ts'
import { type Form, signedForm } from '../test/signed-form.ts'

let cloud: Cloud
let instanceId = ''

const rootKey = { accessKeyId: 'test', secretAccessKey: 'test' }
const trustingEc2 = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
const allowingAll = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'

/** What the example calls name exists, though an earlier call may have deleted it. */
const fillIn = async (): Promise<void> => {
  const { root } = cloud
  await Promise.allSettled([
    root.createUser({ UserName: 'x' }),
    root.createGroup({ GroupName: 'x' }),
    root.createRole({ RoleName: 'x', AssumeRolePolicyDocument: trustingEc2 }),
    root.createPolicy({ PolicyName: 'x', PolicyDocument: allowingAll }),
    root.createInstanceProfile({ InstanceProfileName: 'x' }),
  ])
}

beforeAll(async () => {
  cloud = await createCloud('hostile requests')
  const ec2 = cloud.ec2(rootKey)
  const { Images = [] } = await ec2.describeImages({ Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2023*x86_64'] }] })
  const { Instances = [] } = await ec2.runInstances({ ImageId: Images[0]?.ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 })
  instanceId = Instances[0]?.InstanceId ?? ''
})
afterAll(() => cloud.close())

const protocolMembers = new Set(['Action', 'Version', 'DryRun'])

/** What an SDK sends for the example call of an operation, as pairs of the form. */
const examplePairs = async (service: ExampleService, name: string): Promise<Pair[]> => {
  let body = ''
  const requestHandler = {
    handle: (request: { body?: string }): Promise<never> => {
      body = request.body ?? ''
      return Promise.reject(new Error('enough'))
    },
  }
  const command = exampleCommand({ service, name, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', stand: new Map([['i-0123456789abcdef0', instanceId]]) })
  await cloud.clientOf(service, requestHandler).send(command).catch(() => undefined)
  return [...new URLSearchParams(body)].filter(([member]) => !protocolMembers.has(member))
}

const answer = (form: Form): Promise<ApiResponse> => cloud.handlers[form.service as ExampleService].handle(signedForm(form, cloud.world.clock.now()))

const queryError =
  /^<ErrorResponse xmlns="[^"]+">\n {2}<Error>\n {4}<Type>Sender<\/Type>\n {4}<Code>\w+<\/Code>\n( {4}<Message>[^<]*<\/Message>\n)? {2}<\/Error>\n {2}<RequestId>[0-9a-f-]{36}<\/RequestId>\n<\/ErrorResponse>\n$/
const ec2Error =
  /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Response><Errors><Error><Code>[\w.]+<\/Code>(<Message>[^<]*<\/Message>)?<\/Error><\/Errors><RequestID>[0-9a-f-]{36}<\/RequestID><\/Response>$/

/** What is wrong with an answer: it blames somebody else than the caller, or not in AWS's form. */
const faultOf = (service: string, { status, body }: ApiResponse): string | undefined => {
  const text = Buffer.from(body).toString('utf8')
  if (status === 200) return undefined
  // What AWS has and we do not simulate says so by name.
  if (status === 501 && text.includes('<Code>NotImplemented</Code>')) return undefined
  const isRefusal = status >= 400 && status < 500 && (service === 'ec2' ? ec2Error : queryError).test(text)
  return isRefusal ? undefined : `${status} ${text.slice(0, 500)}`
}

const formOf = (service: Service, name: string, pairs: readonly Pair[]): string =>
  [['Action', name], ['Version', getService(service).apiVersion], ...pairs].map(([member = '', value = '']) => `${encodeURIComponent(member)}=${encodeURIComponent(value)}`).join('&')

describe('no signed request whatever is answered as a fault of ours', () => {
  it('with right, wrong, missing and foreign parameters of every operation', async () => {
    const failures: string[] = []
    let answered = 0
    for (const [service, name] of cloud.operations) {
      await fillIn()
      const example = await examplePairs(service, name)
      const right = fc.oneof({ weight: 4, arbitrary: fc.constant(example) }, { weight: 1, arbitrary: fc.subarray(example) })
      // Of a repeated name the first counts: what comes before the example replaces it, what comes after it adds to it.
      const property = fc.asyncProperty(hostileParameters(service, name, 1), right, hostileParameters(service, name, 3), async (...pairs) => {
        const response = await answer({ service, body: formOf(service, name, pairs.flat()) })
        if (response.status === 200) answered += 1
        expect(faultOf(service, response)).toBeUndefined()
      })
      const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: 8, seed: 20261129 })
      if (failed) failures.push(`${service}:${name} ${JSON.stringify(counterexample).slice(0, 1000)}: ${String(errorInstance).slice(0, 1000)}`)
    }
    expect(failures).toEqual([])
    expect(answered).toBeGreaterThan(cloud.operations.length)
  }, 300_000)

  const someBytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom('Action', '=', '&', 'GetCallerIdentity', 'ListUsers', 'DescribeInstances', 'Version', '2011-06-15', '2010-05-08', '%', '%zz', '%00', '+', '.1', '.member.', ';', '\0', 'é'), { maxLength: 20 }).map((parts) => parts.join('')),
    fc.constantFrom('Action=ListUsers&Version=2010-05-08', 'Action=GetCallerIdentity&Version=2011-06-15', 'Action=DescribeInstances&Version=2016-11-15', '{"Action":"ListUsers"}', '<Action/>'),
  )
  const headerLists = fc.subarray(
    [
      ['content-type', 'application/x-www-form-urlencoded'],
      ['content-type', 'application/json'],
      ['content-type', ''],
      ['accept', 'application/json'],
      ['content-encoding', 'gzip'],
      ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD'],
      ['x-amz-target', 'AWSSecurityTokenServiceV20110615.GetCallerIdentity'],
      ['x-amz-security-token', 'x'],
      ['x-amz-date', 'yesterday'],
      ['user-agent', 'a\u00ff'.repeat(100)],
    ] as const,
  )
  const targets = fc.oneof(
    fc.constantFrom('/', '/?Action=ListUsers', '/?Action=GetCallerIdentity&Version=2011-06-15', '/?Action', '/x', '/../x', '/%', '*', '', 'http://x/', '/?%', '/?X-Amz-Algorithm=AWS4-HMAC-SHA256', `/?${'a&'.repeat(5000)}`),
    fc.string({ unit: 'binary-ascii', maxLength: 60 }).map((text) => `/${text}`),
  )

  it('with any method, path, headers and bytes', async () => {
    const request = fc.record({
      service: fc.constantFrom<ExampleService>('iam', 'sts', 'ec2'),
      method: fc.constantFrom('POST', 'GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'post', 'TRACE', 'X'),
      target: targets,
      headers: headerLists,
      body: someBytes,
    })
    const statuses = new Set<number>()
    await fc.assert(
      fc.asyncProperty(request, fc.boolean(), async (form, isSigned) => {
        const signed = signedForm(form, cloud.world.clock.now())
        const headers = isSigned ? signed.headers : signed.headers.filter(([name]) => name !== 'authorization')
        const response = await cloud.handlers[form.service].handle({ ...signed, headers })
        statuses.add(response.status)
        expect(response.headers).toContainEqual(['x-amzn-RequestId', expect.stringMatching(/^[0-9a-f-]{36}$/)])
      }),
      { numRuns: 3000, seed: 20261129 },
    )
    expect([...statuses].sort()).toEqual([200, 302, 400, 401, 403, 404])
  }, 120_000)
})
