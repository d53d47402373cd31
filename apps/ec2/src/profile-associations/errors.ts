import type { AwsError } from '@rolecall/models'
import { badValue, coded, incorrectInstanceState, incorrectState, invalidParameterCombination } from '../errors.ts'

/** How the request named a profile. */
export interface ProfileName {
  parameter: 'iamInstanceProfile.name' | 'iamInstanceProfile.arn'
  value: string
}

export const nameAndArn = (): AwsError =>
  invalidParameterCombination("The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'")

export const malformedProfileArn = (arn: string): AwsError =>
  coded('InvalidIamInstanceProfileArn.Malformed')(`The IAM instance profile ARN '${arn}' is malformed`)

export const invalidProfile = ({ parameter, value }: ProfileName): AwsError =>
  badValue(value, parameter, `Invalid IAM Instance Profile ${parameter === 'iamInstanceProfile.arn' ? 'ARN' : 'name'}`)

export const profileWithoutRole = ({ parameter, value }: ProfileName, arn: string): AwsError =>
  badValue(value, parameter, `IAM Instance Profile "${arn}" has no associated IAM Roles`)

export const noSuchAssociation = (id: string): AwsError =>
  coded('InvalidAssociationID.NotFound')(`An invalid association-id of '${id}' was given`)

export const neitherRunningNorStopped = (id: string): AwsError =>
  incorrectInstanceState(`The instance '${id}' is not in the 'running' or 'stopped' states.`)

export const alreadyAssociated = (): AwsError => incorrectState('There is an existing association for instance ID')

export const notTheActiveAssociation = (): AwsError => incorrectState('The association ID is not the active association')
