import { AwsError, type Service } from '@rolecall/models'

export const malformedQueryString = (message: string): AwsError => new AwsError({ code: 'MalformedQueryString', status: 400, message })

export const incompleteEscape = (): AwsError => malformedQueryString('Incomplete trailing escape % sequence')

export const illegalEscape = (escape: string): AwsError => malformedQueryString(`Illegal hex character in escape % pattern: ${escape}`)

/** AWS gives no Message element with this code. */
export const malformedInput = (): AwsError => new AwsError({ code: 'MalformedInput', status: 400 })

export const missingAction = (): AwsError =>
  new AwsError({ code: 'MissingAction', status: 400, message: 'The request must contain the parameter Action' })

const ec2UnknownOperation = (action: string, version: string | undefined, isActionKnown: boolean): AwsError =>
  isActionKnown
    ? new AwsError({ code: 'NoSuchVersion', status: 400, message: `The requested version (${version ?? ''}) of service AmazonEC2 does not exist` })
    : new AwsError({ code: 'InvalidAction', status: 400, message: `The action ${action} is not valid for this web service.` })

/** The action is unknown to the service, or known but not in this version. */
export const unknownOperation = (
  service: Service,
  asked: { action: string; version?: string | undefined },
  isActionKnown = false,
): AwsError => {
  if (service === 'ec2') return ec2UnknownOperation(asked.action, asked.version, isActionKnown)
  const version = asked.version ?? 'NO_VERSION_SPECIFIED'
  return new AwsError({ code: 'InvalidAction', status: 400, message: `Could not find operation ${asked.action} for version ${version}` })
}
