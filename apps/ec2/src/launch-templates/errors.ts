import type { AwsError } from '@rolecall/models'
import { coded, invalidParameterCombination, invalidParameterValue } from '../errors.ts'

export const noSuchTemplateId = (id: string): AwsError =>
  coded('InvalidLaunchTemplateId.NotFound')(`The specified launch template, with template ID ${id}, does not exist.`)

export const noSuchTemplateName = (name: string): AwsError =>
  coded('InvalidLaunchTemplateName.NotFoundException')(`The specified launch template, with template name ${name}, does not exist.`)

const someMissing = 'At least one of the launch templates specified in the request does not exist.'

export const idsMissing = (): AwsError => coded('InvalidLaunchTemplateId.NotFound')(someMissing)
export const namesMissing = (): AwsError => coded('InvalidLaunchTemplateName.NotFoundException')(someMissing)

export const malformedTemplateId = (id: string): AwsError => coded('InvalidLaunchTemplateId.Malformed')(`Invalid id: "${id}" (expecting "lt-...")`)

export const malformedName = (): AwsError =>
  coded('InvalidLaunchTemplateName.MalformedException')(
    'A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: - ( ) . / _.',
  )

export const nameInUse = (): AwsError => coded('InvalidLaunchTemplateName.AlreadyExistsException')('Launch template name already in use.')

/** `purpose` is such as `modify the template`. */
export const idAndName = (purpose: string): AwsError =>
  invalidParameterCombination(`Either provide launch template ID or launch template name to ${purpose}.`)

export const neitherIdNorName = (purpose: string): AwsError =>
  coded('MissingParameter')(`Either launch template ID or launch template name must be provided to ${purpose}.`)

export const numberWithoutTemplate = (): AwsError =>
  invalidParameterValue('Without a launch template ID or launch template name only the versions $Latest and $Default can be described.')

export const invalidVersion = (): AwsError =>
  invalidParameterValue("Invalid launch template version: either '$Default', '$Latest', or a numeric version are allowed.")

export const noSuchVersion = (version: string, id: string): AwsError =>
  coded('InvalidLaunchTemplateId.VersionNotFound')(`Could not find the specified version ${version} for the launch template with ID ${id}.`)

export const versionForDefault = (version: string): AwsError =>
  coded('InvalidLaunchTemplateId.VersionNotFound')(`The launch template version ${version} is not found for the specified launch template.`)

export const typeAndRequirements = (): AwsError =>
  invalidParameterCombination('The parameter InstanceType cannot be used with the parameter InstanceRequirements')
