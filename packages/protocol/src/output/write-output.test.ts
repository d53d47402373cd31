import { describe, expect, it } from '@jest/globals'
import { AwsError, getService, type OperationModel, type Service } from '@rolecall/models'
import { parseStringPromise } from 'xml2js'
import { SdkCaller } from '../round-trip/sdk.ts'
import { writeError } from './write-error.ts'
import { writeOutput } from './write-output.ts'

const id = '01234567-89ab-cdef-0123-456789abcdef'

const operationOf = (service: Service, name: string): OperationModel => {
  const operation = getService(service).operations.get(name)
  if (operation === undefined) throw new Error(`${name} is unknown.`)
  return operation
}

const bodyOf = (service: Service, name: string, output?: object): string =>
  Buffer.from(writeOutput(operationOf(service, name), output, id).body).toString('utf8')

describe('answers of the Query services', () => {
  it('have the layout of AWS', () => {
    const { status, headers, body } = writeOutput(
      operationOf('sts', 'GetCallerIdentity'),
      { UserId: 'AIDA', Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/bob' },
      id,
    )
    expect(status).toBe(200)
    expect(headers).toEqual([
      ['x-amzn-RequestId', id],
      ['x-amz-sts-extended-request-id', expect.any(String)],
      ['Content-Type', 'text/xml'],
    ])
    expect(Buffer.from(body).toString()).toBe(`<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/bob</Arn>
    <UserId>AIDA</UserId>
    <Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>${id}</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
`)
  })

  it('show empty lists, times without fractions, and leave absent members out', () => {
    const role = { RoleName: 'demo', CreateDate: new Date('2026-01-02T03:04:05.678Z'), Description: '', Path: undefined, Tags: [] }
    expect(bodyOf('iam', 'GetRole', { Role: role })).toContain(`  <GetRoleResult>
    <Role>
      <RoleName>demo</RoleName>
      <CreateDate>2026-01-02T03:04:05Z</CreateDate>
      <Description/>
      <Tags/>
    </Role>
  </GetRoleResult>`)
  })

  it('show maps, booleans and numbers', () => {
    expect(bodyOf('iam', 'GetAccountSummary', { SummaryMap: { Users: 3 } })).toContain(`    <SummaryMap>
      <entry>
        <key>Users</key>
        <value>3</value>
      </entry>
    </SummaryMap>`)
    expect(bodyOf('iam', 'ListRoles', { Roles: [], IsTruncated: false })).toContain('    <Roles/>\n    <IsTruncated>false</IsTruncated>\n')
  })

  it('have no Result without an output shape, and an empty one without members', () => {
    expect(bodyOf('iam', 'DeleteRole')).not.toContain('Result')
    expect(bodyOf('iam', 'UpdateRole')).toContain('>\n  <UpdateRoleResult/>\n  <ResponseMetadata>\n')
  })

  it('escape text and replace what XML cannot carry', async () => {
    const body = bodyOf('iam', 'GetUser', { User: { UserName: 'a&b<c>d\r\n\u0001\u{1F600}é', Path: '&'.repeat(200) } })
    expect(body).toContain('<UserName>a&amp;b&lt;c&gt;d&#xD;\n\ufffd\u{1F600}é</UserName>')
    expect(body).toContain(`<Path>${'&amp;'.repeat(200)}</Path>`)
    await expect(parseStringPromise(body)).resolves.toBeDefined()
  })

  it('come as JSON on demand', () => {
    const role = { RoleName: 'demo', CreateDate: new Date('2026-01-02T03:04:05Z'), Tags: [{ Key: 'a', Value: 'b' }] }
    const { headers, body } = writeOutput(operationOf('iam', 'GetRole'), { Role: role }, id, { asJson: true })
    expect(headers).toContainEqual(['Content-Type', 'application/json'])
    expect(JSON.parse(String(body))).toEqual({
      GetRoleResponse: { GetRoleResult: { Role: { ...role, CreateDate: 1767323045 } }, ResponseMetadata: { RequestId: id } },
    })
  })
})

describe('answers of EC2', () => {
  it('have the layout of AWS', () => {
    const output = { Reservations: [{ ReservationId: 'r-1', Groups: [], Instances: [{ InstanceId: 'i-1', LaunchTime: new Date('2026-01-02T03:04:05Z') }] }] }
    const { headers, body } = writeOutput(operationOf('ec2', 'DescribeInstances'), output, id)
    expect(headers).toEqual([
      ['x-amzn-RequestId', id],
      ['Content-Type', 'text/xml;charset=UTF-8'],
    ])
    expect(Buffer.from(body).toString()).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <requestId>${id}</requestId>
    <reservationSet>
        <item>
            <reservationId>r-1</reservationId>
            <groupSet/>
            <instancesSet>
                <item>
                    <instanceId>i-1</instanceId>
                    <launchTime>2026-01-02T03:04:05.000Z</launchTime>
                </item>
            </instancesSet>
        </item>
    </reservationSet>
</DescribeInstancesResponse>
`)
  })

  it('return true without an output shape, and are never JSON', () => {
    expect(bodyOf('ec2', 'CreateTags')).toContain(`    <requestId>${id}</requestId>\n    <return>true</return>\n</CreateTagsResponse>`)
    const { headers } = writeOutput(operationOf('ec2', 'CreateTags'), undefined, id, { asJson: true })
    expect(headers).toContainEqual(['Content-Type', 'text/xml;charset=UTF-8'])
  })

  it('grow with their content', async () => {
    const Reservations = Array.from({ length: 20_000 }, (_, index) => ({ ReservationId: `r-${index}`, OwnerId: '123456789012' }))
    const parsed = await parseStringPromise(bodyOf('ec2', 'DescribeInstances', { Reservations }))
    expect(parsed.DescribeInstancesResponse.reservationSet[0].item).toHaveLength(20_000)
  })
})

describe('structures in lists', () => {
  const listing = (...tags: object[]): string => bodyOf('ec2', 'DescribeTags', { Tags: tags })

  it('are written again as long as they may change', () => {
    const tag = { Key: 'team', Value: 'a' }
    expect(listing(tag)).toContain('<value>a</value>')
    tag.Value = 'b'
    expect(listing(tag)).toContain('<value>b</value>')
  })

  it('are the same in every answer once they are frozen', () => {
    const frozen = Object.freeze({ Key: 'team', Value: 'R&D' })
    const first = listing(frozen)
    expect(first).toContain('<value>R&amp;D</value>')
    expect(listing(frozen)).toBe(first)
    expect(listing({ Key: 'a', Value: 'b' }, frozen, frozen).split('<value>R&amp;D</value>')).toHaveLength(3)
    expect(bodyOf('ec2', 'DescribeTags', { Tags: [frozen] })).toBe(listing({ ...frozen }))
  })

  it('are forgotten where they would take too much memory, and still written', () => {
    const values = Array.from({ length: 300 }, (_, number) => Object.freeze({ Key: String(number), Value: 'x'.repeat(40_000) }))
    const whole = listing(...values)
    expect(listing(...values)).toBe(whole)
    expect(whole.match(/<key>/g)).toHaveLength(300)
  })
})

describe('an answer after one that could not be written', () => {
  it('is whole', () => {
    const role = { get RoleName(): string { throw new Error('broken') } }
    expect(() => bodyOf('iam', 'GetRole', { Role: role })).toThrow('broken')
    expect(bodyOf('iam', 'DeleteRole')).toMatch(/^<DeleteRoleResponse /)
  })
})

describe('refusals', () => {
  const noSuchEntity = new AwsError({ code: 'NoSuchEntity', status: 404, message: 'The role with name <x> cannot be found.' })

  it('have the form of the Query services', () => {
    const { status, headers, body } = writeError('iam', noSuchEntity, id)
    expect({ status, headers }).toEqual({ status: 404, headers: [['x-amzn-RequestId', id], ['Content-Type', 'text/xml']] })
    expect(body).toBe(`<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>NoSuchEntity</Code>
    <Message>The role with name &lt;x&gt; cannot be found.</Message>
  </Error>
  <RequestId>${id}</RequestId>
</ErrorResponse>
`)
    expect(writeError('iam', new AwsError({ code: 'ServiceFailure', status: 500 }), id).body).toContain('<Type>Receiver</Type>\n    <Code>ServiceFailure</Code>\n  </Error>')
  })

  it('of unknown actions come from the front end', () => {
    const error = new AwsError({ code: 'InvalidAction', status: 400, message: 'Could not find operation X for version ' })
    expect(writeError('sts', error, id).body).toContain('<ErrorResponse xmlns="http://webservices.amazon.com/AWSFault/2005-15-09">')
  })

  it('have the form of EC2', () => {
    const error = new AwsError({ code: 'InvalidInstanceID.NotFound', status: 400, message: "The instance ID 'i-1' does not exist" })
    expect(writeError('ec2', error, id).body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code>' +
        `<Message>The instance ID 'i-1' does not exist</Message></Error></Errors><RequestID>${id}</RequestID></Response>`,
    )
  })

  it('come as JSON on demand', () => {
    expect(JSON.parse(String(writeError('sts', noSuchEntity, id, { asJson: true }).body))).toEqual({
      Error: { Code: 'NoSuchEntity', Message: noSuchEntity.message, Type: 'Sender' },
      RequestId: id,
    })
  })

  it.each([
    ['iam', 'GetRole', { RoleName: 'x' }, 'NoSuchEntity', 'NoSuchEntityException'],
    ['ec2', 'DescribeInstances', {}, 'InvalidInstanceID.NotFound', 'InvalidInstanceID.NotFound'],
    ['cloudformation', 'DescribeStacks', {}, 'ValidationError', 'ValidationError'],
  ] as const)('are errors of the SDK of %s', async (service, operation, input, code, name) => {
    const call = new SdkCaller(service).call(operation, input, () => writeError(service, new AwsError({ code, status: 404, message: 'a & b' }), id))
    await expect(call).rejects.toMatchObject({ name, message: 'a & b', $metadata: { httpStatusCode: 404, requestId: id } })
  })
})
