import { type AwsError } from '@rolecall/models'
import { coded, invalidParameterValue } from '../errors.ts'

export const reservedKey = (): AwsError => invalidParameterValue("Tag keys starting with 'aws:' are reserved for internal use")
export const tooManyTags = (): AwsError => coded('TagLimitExceeded')('The resultant tag set must not have more than 50 user tags.')
export const duplicateKey = (key: string): AwsError => invalidParameterValue(`Duplicate tag key '${key}' specified.`)
export const keyTooLong = (): AwsError => invalidParameterValue('Tag key exceeds the maximum length of 128 characters')
export const valueTooLong = (): AwsError => invalidParameterValue('Tag value exceeds the maximum length of 256 characters')
export const noValue = (): AwsError => invalidParameterValue('Tag value cannot be null. Use empty string instead.')
export const emptyKey = (): AwsError => invalidParameterValue('Tag key cannot be null or empty.')
export const invalidId = (id: string): AwsError => coded('InvalidID')(`The ID '${id}' is not valid`)
export const notTaggable = (type: string): AwsError => invalidParameterValue(`'${type}' is not a valid taggable resource type for this operation.`)
export const noTags = (): AwsError => invalidParameterValue('Tag specification must have at least one tag')
export const noResourceType = (): AwsError => invalidParameterValue('Tag specification resource type must have a value')
