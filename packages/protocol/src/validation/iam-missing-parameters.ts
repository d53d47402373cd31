import { AwsError, type OperationModel } from '@rolecall/models'

// IAM's first operations tell a missing parameter in EC2's words; later ones in the words of validation.
const oldOperations: ReadonlySet<string> = new Set([
  'CreateAccessKey',
  'DeleteAccessKey',
  'DeleteRole',
  'DeleteUser',
  'GetRole',
  'ListAccessKeys',
  'UpdateAccessKey',
  'UpdateUser',
])

/** The check for parameters that an old operation of IAM must have; undefined for others. */
export const missingParameterCheck = (operation: OperationModel): ((input: Readonly<Record<string, unknown>>) => void) | undefined => {
  if (operation.service !== 'iam' || !oldOperations.has(operation.name)) return undefined
  const required = operation.input.members.filter((member) => member.isRequired).map((member) => member.name)
  return (input) => {
    const missing = required.find((name) => input[name] === undefined)
    if (missing === undefined) return
    throw new AwsError({ code: 'MissingParameter', status: 400, message: `The request must contain the parameter ${missing}.` })
  }
}
