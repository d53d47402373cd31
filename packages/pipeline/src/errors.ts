import { AwsError, type Service } from '@rolecall/models'

/** An operation that AWS has and Rolecall does not simulate. 501 is not retried by SDKs. */
export const notImplemented = (service: Service, action: string): AwsError =>
  new AwsError({
    code: 'NotImplemented',
    status: 501,
    message: `${service}:${action} exists on AWS but is not simulated by Rolecall.`,
  })

/** An Action or Version that AWS does not have. */
export const invalidAction = (service: Service, { action, version }: { action: string; version: string | undefined }): AwsError =>
  new AwsError({
    code: 'InvalidAction',
    status: 400,
    message:
      service === 'ec2'
        ? `The action ${action} is not valid for this web service.`
        : `Could not find operation ${action} for version ${version ?? 'NO_VERSION_SPECIFIED'}`,
  })

/** EC2 tells a version that it does not know from an action; the other services do not. */
export const unknownVersion = (service: Service, { action, version }: { action: string; version: string | undefined }): AwsError => {
  if (service !== 'ec2') return invalidAction(service, { action, version })
  if (version === undefined || version === '') return new AwsError({ code: 'MissingParameter', status: 400, message: 'The request must contain the parameter Version' })
  return new AwsError({ code: 'NoSuchVersion', status: 400, message: `The requested version (${version}) of service AmazonEC2 does not exist` })
}

export const missingAuthenticationToken = (): AwsError =>
  new AwsError({ code: 'MissingAuthenticationToken', status: 403, message: 'Request is missing Authentication Token' })

/** EC2's answer to unsigned requests, a relic of signature version 2. */
export const missingAccessKeyId = (): AwsError =>
  new AwsError({ code: 'MissingParameter', status: 400, message: 'The request must contain the parameter AWSAccessKeyId' })

export const invalidClientTokenId = (reason: string): AwsError =>
  new AwsError({ code: 'InvalidClientTokenId', status: 403, message: 'The security token included in the request is invalid.', reason })

export const expiredToken = (reason: string): AwsError =>
  new AwsError({ code: 'ExpiredToken', status: 403, message: 'The security token included in the request is expired', reason })

export const signatureDoesNotMatch = (reason: string): AwsError =>
  new AwsError({
    code: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    reason,
  })

/** EC2 answers every failed authentication alike. */
export const authFailure = (reason: string): AwsError =>
  new AwsError({
    code: 'AuthFailure',
    status: 401,
    message: 'AWS was not able to validate the provided access credentials',
    reason,
  })

export const requestExpired = (reason: string): AwsError =>
  new AwsError({ code: 'RequestExpired', status: 400, message: 'Request has expired.', reason })

export const accessDenied = (message: string, reason: string): AwsError =>
  new AwsError({ code: 'AccessDenied', status: 403, message, reason })

export const unauthorizedOperation = (sentence: string, reason: string): AwsError =>
  new AwsError({
    code: 'UnauthorizedOperation',
    status: 403,
    message: `You are not authorized to perform this operation. ${sentence}`,
    reason,
  })

export const dryRunOperation = (): AwsError =>
  new AwsError({ code: 'DryRunOperation', status: 412, message: 'Request would have succeeded, but DryRun flag is set.' })

export const internalFailure = (service: Service): AwsError =>
  service === 'ec2'
    ? new AwsError({ code: 'InternalError', status: 500, message: 'An internal error has occurred' })
    : new AwsError({ code: 'InternalFailure', status: 500, message: 'The request processing has failed because of an unknown error, exception or failure.' })
