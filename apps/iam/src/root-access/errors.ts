import { AwsError, error } from '@rolecall/models'

const modelled = (code: string, message: string, reason?: string): AwsError =>
  new AwsError({ ...error('iam', code), message, ...(reason === undefined ? {} : { reason }) })

export const organizationNotFound = (): AwsError =>
  modelled(
    'OrganizationNotFoundException',
    'The request was rejected because no organization is associated with your account.',
    'The account is in no organization, or in one without an organizationId.',
  )

export const notManagementAccount = (): AwsError =>
  modelled(
    'CallerIsNotManagementAccountException',
    'The request was rejected because the account making the request is not the management account for the organization.',
  )

export const notAdministratingAccount = (): AwsError =>
  modelled(
    'AccountNotManagementOrDelegatedAdministratorException',
    'The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.',
  )
