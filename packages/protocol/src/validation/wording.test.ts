import { describe, expect, it } from '@jest/globals'
import { AwsError, getService, type Service } from '@rolecall/models'
import { readInput } from '../input/read-input.ts'

const refusalOf = (service: Service, action: string, parameters: Record<string, string>): { code: string; message: string } => {
  const operation = getService(service).operations.get(action)
  if (operation === undefined) throw new Error(`${action} is unknown.`)
  try {
    readInput(operation, new Map(Object.entries(parameters)))
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    expect(error.status).toBe(400)
    return { code: error.code, message: error.message }
  }
  throw new Error('The input was not refused.')
}

const detected = (...clauses: string[]) => ({
  code: 'ValidationError',
  message: `${clauses.length === 1 ? '1 validation error' : `${clauses.length} validation errors`} detected: ${clauses.join('; ')}`,
})

const role = { RoleArn: 'arn:aws:iam::123456789012:role/demo', RoleSessionName: 's1' }

describe('STS', () => {
  it('repeats the value', () => {
    expect(refusalOf('sts', 'AssumeRole', { ...role, RoleSessionName: 'bad/name' })).toEqual(
      detected(
        "Value 'bad/name' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
      ),
    )
  })

  it('collects every clause in the order of the members', () => {
    expect(refusalOf('sts', 'AssumeRole', { RoleSessionName: 'a', DurationSeconds: '899', 'Tags.member.1.Key': '' })).toEqual(
      detected(
        "Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
        "Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
        "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
        "Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
        "Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
      ),
    )
  })

  it('knows the longest duration', () => {
    expect(refusalOf('sts', 'AssumeRole', { ...role, DurationSeconds: '43201' })).toEqual(
      detected("Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200"),
    )
  })

  it('keeps the lower case of PolicyArns.member.N.arn', () => {
    expect(refusalOf('sts', 'AssumeRole', { ...role, 'PolicyArns.member.1.arn': 'x' })).toEqual(
      detected("Value 'x' at 'policyArns.1.member.arn' failed to satisfy constraint: Member must have length greater than or equal to 20"),
    )
  })

  it('takes source identities of up to 256 characters, against the model', () => {
    expect(refusalOf('sts', 'AssumeRole', { ...role, SourceIdentity: 'a'.repeat(257) }).message).toContain(
      "at 'sourceIdentity' failed to satisfy constraint: Member must have length less than or equal to 256",
    )
  })

  it('counts Unicode scalar values and fails those beyond U+FFFF by every pattern', () => {
    expect(refusalOf('sts', 'AssumeRole', { ...role, RoleArn: `${role.RoleArn}\u{1F600}` }).message).toMatch(/^1 validation error detected: .*pattern/)
    expect(refusalOf('sts', 'AssumeRole', { ...role, RoleSessionName: '\u{1F600}' }).message).toContain('greater than or equal to 2')
  })
})

describe('IAM', () => {
  it('does not repeat the value', () => {
    expect(refusalOf('iam', 'GetRole', { RoleName: 'a'.repeat(65) })).toEqual(
      detected("Value at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64"),
    )
    expect(refusalOf('iam', 'GetRolePolicy', { RoleName: 'demo' })).toEqual(
      detected("Value at 'policyName' failed to satisfy constraint: Member must not be null"),
    )
  })

  it('names no values of an enumeration', () => {
    expect(refusalOf('iam', 'UpdateAccessKey', { AccessKeyId: 'AKIA0123456789ABCDEF', Status: 'On' })).toEqual(
      detected("Value at 'status' failed to satisfy constraint: Member must satisfy enum value set"),
    )
  })

  it('answers one clause for a whole list of texts', () => {
    expect(refusalOf('iam', 'UntagRole', { RoleName: 'demo', 'TagKeys.member.1': 'a', 'TagKeys.member.2': '' })).toEqual(
      detected(
        "Value at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, " +
          'Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+, Member must not be null]',
      ),
    )
  })

  it.each([
    ['CreateUser', 'UserName', 'a b', 'It must contain only alphanumeric characters and/or the following: +=,.@_-'],
    ['GetInstanceProfile', 'InstanceProfileName', 'a/b', 'It must contain only alphanumeric characters and/or the following: +=,.@_-'],
    ['ListRoles', 'PathPrefix', 'x', 'It must begin with the / character and contain only alphanumeric characters and/or / characters.'],
    ['GetAccessKeyLastUsed', 'AccessKeyId', 'AKIA0123456789ABCDE/', 'It must contain only alphanumeric characters.'],
  ])('checks the characters of %s.%s by hand', (action, member, value, text) => {
    const name = member.charAt(0).toLowerCase() + member.slice(1)
    expect(refusalOf('iam', action, { [member]: value })).toEqual({
      code: 'ValidationError',
      message: `The specified value for ${name} is invalid. ${text}`,
    })
  })

  it('checks characters after the limits of the model', () => {
    const wrong = { UserName: 'a b', Path: 'x' }
    expect(refusalOf('iam', 'CreateUser', { ...wrong, UserName: `${'a'.repeat(65)} ` })).toEqual(
      detected("Value at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64"),
    )
    expect(refusalOf('iam', 'CreateUser', { Path: '/x', UserName: 'ab' })).toEqual({
      code: 'ValidationError',
      message:
        'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    })
  })

  it('tells missing parameters of old operations in other words', () => {
    expect(refusalOf('iam', 'GetRole', {})).toEqual({
      code: 'MissingParameter',
      message: 'The request must contain the parameter RoleName.',
    })
  })
})

describe('Auto Scaling and CloudFormation', () => {
  it('repeat values and the values of enumerations', () => {
    expect(refusalOf('cloudformation', 'CreateStack', { StackName: 'demo', OnFailure: 'PANIC' })).toEqual(
      detected("Value 'PANIC' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]"),
    )
    expect(refusalOf('autoscaling', 'SetDesiredCapacity', { DesiredCapacity: '1' })).toEqual(
      detected("Value null at 'autoScalingGroupName' failed to satisfy constraint: Member must not be null"),
    )
  })
})

describe('EC2', () => {
  const run = { ImageId: 'ami-1', MinCount: '1', MaxCount: '1' }

  it.each([
    ['RunInstances', { MinCount: '1' }, 'MissingParameter', 'The request must contain the parameter MaxCount'],
    ['CreateTags', { 'Tag.1.Key': 'a' }, 'MissingParameter', 'The request must contain the parameter resourceIdSet'],
    ['RunInstances', { ...run, InstanceType: 't9.huge' }, 'InvalidParameterValue', "Invalid value 't9.huge' for InstanceType."],
    ['DescribeInstances', { MaxResults: 'x' }, 'InvalidParameterValue', 'Value (x) for parameter maxResults is invalid. The value must be an integer.'],
    ['DescribeInstances', { DryRun: 'maybe' }, 'InvalidParameterValue', 'Value (maybe) for parameter dryRun is invalid. The value must be true or false.'],
    ['DescribeIamInstanceProfileAssociations', { MaxResults: '3' }, 'InvalidParameterValue', 'Value ( 3 ) for parameter maxResults is invalid. Expecting a value greater than 5.'],
    ['DescribeIamInstanceProfileAssociations', { MaxResults: '1001' }, 'InvalidParameterValue', 'Value ( 1001 ) for parameter maxResults is invalid. Expecting a value smaller than or equal to 1000.'],
    ['CreateKeyPair', { KeyName: '' }, 'InvalidParameterValue', 'Value () for parameter keyName is invalid. The value cannot be empty'],
  ])('%s %j', (action, parameters, code, message) => {
    expect(refusalOf('ec2', action, parameters)).toEqual({ code, message })
  })

  it('leaves a missing list of instances to the operation', () => {
    const operation = getService('ec2').operations.get('TerminateInstances')
    expect(operation === undefined ? undefined : readInput(operation, new Map())).toEqual({})
  })
})
