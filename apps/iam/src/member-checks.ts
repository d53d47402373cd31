import { parseArn } from '@rolecall/ids'
import type { AwsError } from '@rolecall/models'
import { invalidInput, validationError } from './errors.ts'

type Check = (value: string, member: string) => AwsError | undefined

const lowerFirst = (member: string): string => member.charAt(0).toLowerCase() + member.slice(1)

const matches =
  (pattern: RegExp, rule: string): Check =>
  (value, member) =>
    pattern.test(value) ? undefined : validationError(`The specified value for ${lowerFirst(member)} is invalid. ${rule}`)

const name = matches(/^[\w+=,.@-]+$/, 'It must contain only alphanumeric characters and/or the following: +=,.@_-')
const path = matches(/^\/(?:[\u0021-\u007E]+\/)?$/, 'It must begin and end with / and contain only alphanumeric characters and/or / characters.')
const pathPrefix = matches(/^\/[\u0021-\u007F]*$/, 'It must begin with the / character and contain only alphanumeric characters and/or / characters.')
const document = matches(/^[\t\n\r\u0020-\u00FF]+$/, 'It must contain only printable ASCII characters.')
const accessKeyId = matches(/^\w+$/, 'It must contain only alphanumeric characters.')

const arn: Check = (value) => (parseArn(value) === undefined ? validationError(`ARN ${value} is not valid.`) : undefined)
const boundaryArn: Check = (value) => (parseArn(value) === undefined ? invalidInput(`ARN ${value} is not valid.`) : undefined)

const checks = new Map<string, Check>(
  Object.entries({
    UserName: name,
    NewUserName: name,
    GroupName: name,
    NewGroupName: name,
    RoleName: name,
    PolicyName: name,
    InstanceProfileName: name,
    Path: path,
    NewPath: path,
    PathPrefix: pathPrefix,
    PolicyDocument: document,
    AssumeRolePolicyDocument: document,
    AccessKeyId: accessKeyId,
    PolicyArn: arn,
    PermissionsBoundary: boundaryArn,
  }),
)

/** IAM's second layer of validation, after the model's constraints: one member at a time, in words of its own. */
export const checkMembers = (input: object): void => {
  for (const [member, value] of Object.entries(input)) {
    const refusal = typeof value === 'string' ? checks.get(member)?.(value, member) : undefined
    if (refusal !== undefined) throw refusal
  }
}
