import { describe, expect, it } from '@jest/globals'
import { type AwsError, getService, type Service } from '@rolecall/models'
import { readRequest } from '../request/read-request.ts'
import { readInput } from './read-input.ts'

const form = (body: string, service: Service) => {
  const read = readRequest(
    {
      method: 'POST',
      target: '/',
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: Buffer.from(body),
      remoteAddress: '127.0.0.1',
      isSecure: false,
    },
    service,
  )
  if ('response' in read) throw new Error(`The request was answered ${read.response.status}.`)
  return read
}

const inputOf = (service: Service, body: string): object => {
  const { action, parameters } = form(`${body}&Version=x`, service)
  const operation = getService(service).operations.get(action)
  if (operation === undefined) throw new Error(`${action} is unknown.`)
  return readInput(operation, parameters)
}

const refusalOf = (service: Service, body: string): { code: string; status: number; message: string | undefined } => {
  try {
    inputOf(service, body)
  } catch (error) {
    const { code, status, message, hasMessage } = error as AwsError
    return { code, status, message: hasMessage ? message : undefined }
  }
  throw new Error('The input was not refused.')
}

const validation = (message: string) => ({ code: 'ValidationError', status: 400, message })
const assumeRole = 'Action=AssumeRole&RoleArn=arn:aws:iam::123456789012:role/demo&RoleSessionName=s1'

describe('lists', () => {
  it('orders them by index and closes gaps', () => {
    const body = `${assumeRole}&TransitiveTagKeys.member.10=c&TransitiveTagKeys.member.2=b&TransitiveTagKeys.member.0=a`
    expect(inputOf('sts', body)).toMatchObject({ TransitiveTagKeys: ['a', 'b', 'c'] })
  })

  it('takes indices of any size', () => {
    const body = `${assumeRole}&TransitiveTagKeys.member.${'9'.repeat(400)}=b&TransitiveTagKeys.member.1=a`
    expect(inputOf('sts', body)).toMatchObject({ TransitiveTagKeys: ['a', 'b'] })
  })

  it('takes an empty value for an empty list', () => {
    expect(inputOf('sts', `${assumeRole}&Tags=`)).toMatchObject({ Tags: [] })
  })

  it('refuses a value where a list belongs', () => {
    expect(refusalOf('sts', `${assumeRole}&Tags=abc`)).toEqual({ code: 'MalformedInput', status: 400, message: undefined })
    expect(refusalOf('ec2', 'Action=DescribeInstances&InstanceId=i-1')).toMatchObject({ code: 'InvalidParameterValue' })
  })

  it('reads 10,000 elements quickly', () => {
    const tags = Array.from({ length: 10_000 }, (_, index) => `&Tag.${index + 1}.Key=k${index}&Tag.${index + 1}.Value=v`).join('')
    const startedAt = performance.now()
    const input = inputOf('ec2', `Action=CreateTags&ResourceId.1=i-1${tags}`) as { Tags: object[] }
    expect(performance.now() - startedAt).toBeLessThan(1000)
    expect(input.Tags).toHaveLength(10_000)
    expect(input.Tags[9999]).toEqual({ Key: 'k9999', Value: 'v' })
  })

  it('counts 10,000 elements where 50 are allowed', () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `&TagKeys.member.${index + 1}=k${index}`).join('')
    expect(refusalOf('iam', `Action=UntagRole&RoleName=demo${keys}`)).toEqual(
      validation("1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must have length less than or equal to 50"),
    )
  })
})

describe('names', () => {
  it('takes names of EC2 with either case of the first letter', () => {
    expect(inputOf('ec2', 'Action=DescribeInstances&instanceId.1=i-1&filter.1.name=x&Filter.1.value.1=y&dryRun=true')).toEqual({
      InstanceIds: ['i-1'],
      Filters: [{ Name: 'x', Values: ['y'] }],
      DryRun: true,
    })
  })

  it('takes names of the Query services only as they are', () => {
    expect(inputOf('sts', `${assumeRole}&durationSeconds=1000&PolicyArns.member.1.arn=arn:aws:iam::aws:policy/ReadOnlyAccess`)).toEqual({
      RoleArn: 'arn:aws:iam::123456789012:role/demo',
      RoleSessionName: 's1',
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    })
  })

  it('takes the first of a repeated name', () => {
    expect(inputOf('sts', `${assumeRole}&RoleSessionName=other`)).toMatchObject({ RoleSessionName: 's1' })
  })

  it('ignores unknown parameters, except in EC2', () => {
    expect(inputOf('sts', `Action=GetCallerIdentity&Whatever=1&A.b.c=2`)).toEqual({})
    const unknown = (name: string) => ({ code: 'UnknownParameter', status: 400, message: `The parameter ${name} is not recognized` })
    expect(refusalOf('ec2', 'Action=DescribeInstances&Whatever=1')).toEqual(unknown('Whatever'))
    expect(refusalOf('ec2', 'Action=DescribeInstances&Filter.1.Nam=x')).toEqual(unknown('Filter.1.Nam'))
    expect(refusalOf('ec2', 'Action=DescribeInstances&MaxResults.1=5')).toEqual(unknown('MaxResults.1'))
    expect(refusalOf('ec2', 'Action=DescribeInstances&Filter.x=5')).toEqual(unknown('Filter.x'))
    expect(inputOf('ec2', 'Action=DescribeInstances&X-Amz-Algorithm=x&AWSAccessKeyId=y&Signature=z')).toEqual({})
  })

  it('refuses names that go deeper than any shape', () => {
    const deep = `a${'.1'.repeat(100_000)}=x`
    expect(refusalOf('sts', `Action=GetCallerIdentity&${deep}`)).toEqual({ code: 'MalformedInput', status: 400, message: undefined })
    expect(refusalOf('sts', `${assumeRole}&Tags.member.1.Key.${deep}`)).toMatchObject({ status: 400 })
    expect(refusalOf('sts', `${assumeRole}&Tags.${deep}`)).toMatchObject({ status: 400 })
    expect(refusalOf('ec2', `Action=DescribeInstances&Filter.1.Value.${deep}`)).toMatchObject({ code: 'UnknownParameter', status: 400 })
  })

  it('keeps keys of maps apart from prototypes', () => {
    const body =
      'Action=CreateGeneratedTemplate&GeneratedTemplateName=demo&Resources.member.1.ResourceType=AWS::S3::Bucket' +
      '&Resources.member.1.ResourceIdentifier.entry.1.key=__proto__&Resources.member.1.ResourceIdentifier.entry.1.value=x'
    const input = inputOf('cloudformation', body) as { Resources: { ResourceIdentifier: object }[] }
    expect(Object.keys(input.Resources[0]?.ResourceIdentifier ?? {})).toEqual(['__proto__'])
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })
})

describe('values', () => {
  it.each(['+900', '0900', '900', '+0000000900'])('takes %s for 900', (text) => {
    expect(inputOf('sts', `${assumeRole}&DurationSeconds=${encodeURIComponent(text)}`)).toMatchObject({ DurationSeconds: 900 })
  })

  it.each(['abc', '900.0', '2147483648', '-2147483649', '9'.repeat(10_000), '1e3', ' 900', '0x10', 'NaN'])('refuses %s for an integer', (text) => {
    expect(refusalOf('sts', `${assumeRole}&DurationSeconds=${text}`)).toEqual({ code: 'MalformedInput', status: 400, message: undefined })
  })

  it('says that a number is missing', () => {
    expect(refusalOf('sts', `${assumeRole}&DurationSeconds=`)).toEqual({
      code: 'MalformedInput',
      status: 400,
      message: 'missing value for decimal type',
    })
  })

  it('takes only true and false for booleans', () => {
    expect(inputOf('iam', 'Action=UpdateAccountPasswordPolicy&RequireSymbols=true')).toEqual({ RequireSymbols: true })
    expect(refusalOf('iam', 'Action=UpdateAccountPasswordPolicy&RequireSymbols=yes')).toMatchObject({ code: 'MalformedInput' })
  })

  it.each([
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02T05:04:05%2B02:00', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05', '2026-01-02T03:04:05.000Z'],
    ['1767323045', '2026-01-02T03:04:05.000Z'],
  ])('takes %s for a time', (text, expected) => {
    const input = inputOf('autoscaling', `Action=DescribeScheduledActions&StartTime=${text}`)
    expect(input).toEqual({ StartTime: new Date(expected) })
  })

  it.each(['yesterday', '2026-13-02T03:04:05Z', '2026-01-02 03:04:05', ''])('refuses %s for a time', (text) => {
    expect(refusalOf('autoscaling', `Action=DescribeScheduledActions&StartTime=${text}`)).toMatchObject({ code: 'MalformedInput' })
  })

  it('refuses blobs that are not base64', () => {
    expect(refusalOf('ec2', 'Action=ImportKeyPair&KeyName=a&PublicKeyMaterial=%25%25')).toEqual({
      code: 'InvalidParameterValue',
      status: 400,
      message: 'Value (%%) for parameter publicKeyMaterial is invalid. The value must be base64-encoded.',
    })
  })

  it('refuses characters that no answer could carry', () => {
    expect(refusalOf('iam', 'Action=GetRole&RoleName=a%00b')).toMatchObject({ code: 'MalformedInput' })
  })

  it('takes 2 MB of text in good time', () => {
    const startedAt = performance.now()
    const long = 'a'.repeat(2_000_000)
    expect(refusalOf('iam', `Action=PutRolePolicy&RoleName=demo&PolicyName=p&PolicyDocument=${long}`)).toEqual(
      validation("1 validation error detected: Value at 'policyDocument' failed to satisfy constraint: Member must have length less than or equal to 131072"),
    )
    expect(refusalOf('cloudformation', `Action=ActivateType&ExecutionRoleArn=arn:${':'.repeat(2_000_000)}`)).toMatchObject({ status: 400 })
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })
})
